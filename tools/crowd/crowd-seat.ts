import { randomBytes } from "node:crypto";
import { Client, type Room } from "@colyseus/sdk";
import type { Outcome } from "#common/framework/refusals.ts";
import type { CommandReplyWire } from "#common/framework/room-contract.ts";
import type { SessionWire } from "#common/players/player-api.ts";
import type { PowerName } from "#common/race/powers.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { Wager } from "./temperament.ts";

/** One simulated phone in the race room, over the same doors as any other. */
export type CrowdSeat = {
  readonly state: RaceState;
  readonly name: string;
  /** Free chips as last heard. */
  readonly available: bigint;
  /** Asks for the balance, which a payout may have changed. */
  refresh(): Promise<void>;
  /** Places a bet on the race the seat sees; answers whether it stands. */
  place(wager: Wager): Promise<boolean>;
  /** Uses a power in the race the seat sees; answers whether it was taken. */
  cast(use: { power: PowerName; target: number }): Promise<boolean>;
  onState(listener: (state: RaceState) => void): void;
  /** Called once when the seat is gone for good. */
  onGone(listener: () => void): void;
  leave(): Promise<void>;
};

const ANSWER_MS_MAX = 5_000;

/** Joins over HTTP and sits down over a socket. Throws when the server says no. */
export async function takeCrowdSeat({
  url,
  name,
}: {
  url: string;
  name: string;
}): Promise<CrowdSeat> {
  const session = await join({ url, name });
  const client = new Client(url);
  client.auth.token = session.token;
  const room = (await client.joinById(session.lobby.roomId, {})) as Room<unknown, RaceState>;
  room.onMessage("*", () => {});
  let available = BigInt(session.wallets[0]?.available ?? "0");
  const state = await firstState(room);

  function request<Name extends "placeBet" | "castPower" | "readMine">(
    command: Name,
    input: unknown,
  ) {
    return (room as Room).request(command, input, { timeout: ANSWER_MS_MAX }) as Promise<
      Outcome<CommandReplyWire<RaceContract, Name>>
    >;
  }

  return {
    name: session.player.name,
    get state() {
      return room.state ?? state;
    },
    get available() {
      return available;
    },
    async refresh() {
      const answer = await request("readMine", {});
      if (answer.ok) available = BigInt(answer.value.wallet.available);
    },
    async place({ market, selection, stake }) {
      const answer = await request("placeBet", {
        key: randomBytes(16).toString("hex"),
        raceId: room.state.raceId,
        market,
        selection,
        stake: String(stake),
      });
      if (answer.ok) available = BigInt(answer.value.wallet.available);
      return answer.ok;
    },
    async cast({ power, target }) {
      const answer = await request("castPower", {
        key: randomBytes(16).toString("hex"),
        raceId: room.state.raceId,
        power,
        target,
      });
      if (answer.ok) available = BigInt(answer.value.wallet.available);
      return answer.ok;
    },
    onState(listener) {
      room.onStateChange(listener);
    },
    onGone(listener) {
      room.onLeave.once(listener);
    },
    async leave() {
      await room.leave();
    },
  };
}

async function join({ url, name }: { url: string; name: string }): Promise<SessionWire> {
  const lobby = await ask<{ code: string }>(`${url}/lobbies/current`);
  const joinKey = randomBytes(24).toString("base64url");
  return ask<SessionWire>(`${url}/auth/join`, { name, lobby: lobby.code, joinKey });
}

async function ask<Reply>(address: string, body?: object): Promise<Reply> {
  const response = await fetch(address, {
    ...(body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()) as Reply;
}

function firstState(room: Room<unknown, RaceState>): Promise<RaceState> {
  if (room.state?.lobbyCode) return Promise.resolve(room.state);
  return new Promise((resolve) => {
    room.onStateChange.once(resolve);
  });
}
