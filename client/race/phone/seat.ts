import { signal } from "@preact/signals";
import { call } from "#client/framework/http.ts";
import { makeSecret } from "#client/framework/make-secret.ts";
import { readStored, removeStored, writeStored } from "#client/framework/stored.ts";
import type { Outcome, Refusal } from "#common/framework/refusals.ts";
import type { SessionWire } from "#common/players/player-api.ts";
import { hearWallet } from "./money/wallet.ts";

const SEAT = "seat";
const JOIN_KEY = "joinKey";

/** What this phone keeps of its session. Without a `token` it knows who it is, but not where it sits. */
export interface Seat {
  token?: string;
  resumeSecret: string;
  player: { id: string; name: string };
  lobbyCode: string;
}

/** The seat this phone holds; kept over reloads, so a returning phone goes straight in. */
export const seat = signal<Seat | undefined>(readSeat());

/** Whether this seat may be used now in the lobby the address names. */
export function isSeated(held: Seat | undefined, lobbyCode: string | undefined): held is Seat {
  return held?.token !== undefined && (lobbyCode === undefined || lobbyCode === held.lobbyCode);
}

/** Joins under a name. The key is stored before it is sent, so a lost answer costs no second grant (LEDGER-8). */
export async function join(name: string, lobbyCode: string): Promise<Outcome<Seat>> {
  const joinKey = readStored(JOIN_KEY) ?? makeSecret();
  writeStored(JOIN_KEY, joinKey);
  return take(await call("POST", "/auth/join", { body: { name, lobby: lobbyCode, joinKey } }));
}

/** A new token for the player this phone is, in the lobby named. */
export async function resume(held: Seat, lobbyCode: string): Promise<Outcome<Seat>> {
  const { resumeSecret } = held;
  return take(await call("POST", "/auth/resume", { body: { resumeSecret, lobby: lobbyCode } }));
}

/** Forgets the token, not the player: the next room is one code away. */
export function leaveRoom(): void {
  if (seat.value === undefined) return;
  const { token: _, ...player } = seat.value;
  keepSeat(player);
}

/** The secret no longer opens anything: keeps the join key, by which the server may still know this phone. */
export function forgetSecret(): void {
  removeStored(SEAT);
  seat.value = undefined;
}

function take(
  answer: Outcome<SessionWire>,
): { ok: true; value: Seat } | { ok: false; refusal: Refusal } {
  if (!answer.ok) return answer;
  const { token, resumeSecret, player, lobby, wallets } = answer.value;
  const taken = { token, resumeSecret, player, lobbyCode: lobby.code };
  for (const wallet of wallets) hearWallet(wallet);
  keepSeat(taken);
  return { ok: true, value: taken };
}

function keepSeat(kept: Seat): void {
  writeStored(SEAT, JSON.stringify(kept));
  seat.value = kept;
}

function readSeat(): Seat | undefined {
  const text = readStored(SEAT);
  return text === null ? undefined : (JSON.parse(text) as Seat);
}
