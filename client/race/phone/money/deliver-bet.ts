import { call } from "#client/framework/http.ts";
import type { OutboxEntry } from "#client/framework/outbox.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { Outcome } from "#common/framework/refusals.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { seat } from "../seat.ts";
import type { BetIntent } from "./bet-intent.ts";

const HTTP_TIMEOUT_MS = 5_000;

/** What both doors answer: the bet and the balance after it. */
export type BetAnswer = Outcome<{ bet: BetWire; wallet: WalletWire }>;

/**
 * Sends a bet by the room, and by HTTP with the same key if the room does not answer: one
 * operation, whichever arrives. Undefined if neither answered.
 */
export async function deliverBet(
  feed: RaceFeed,
  { key, intent }: OutboxEntry<BetIntent>,
): Promise<BetAnswer | undefined> {
  const { raceId, market, runner, stake } = intent;
  const body = { raceId, market, selection: [runner], stake };
  return byEitherDoor(
    () => feed.connection.request("placeBet", { key, ...body }),
    () => call("POST", "/bets", { body, idempotencyKey: key, ...byHttp() }),
  );
}

/** Cancels a bet by either door; its id is the key. Undefined if neither answered. */
export async function deliverCancel(feed: RaceFeed, betId: string): Promise<BetAnswer | undefined> {
  return byEitherDoor(
    () => feed.connection.request("cancelBet", { betId }),
    () => call("DELETE", "/bets/:betId", { params: { betId }, ...byHttp() }),
  );
}

/** My bets on a race and my balance, by either door. Undefined if neither answered. */
export async function readMine(
  feed: RaceFeed,
  raceId: number,
): Promise<Outcome<{ bets: BetWire[]; wallet: WalletWire }> | undefined> {
  return byEitherDoor(
    () => feed.connection.request("readMine", {}),
    () => call("GET", "/bets/me", { query: { raceId }, ...byHttp() }),
  );
}

function byHttp() {
  return { token: seat.value?.token, signal: AbortSignal.timeout(HTTP_TIMEOUT_MS) };
}

/** Both reject when no answer came, which says nothing about what the server did. */
async function byEitherDoor<Answer>(
  byRoom: () => Promise<Answer>,
  byRoute: () => Promise<Answer>,
): Promise<Answer | undefined> {
  return byRoom().catch(() => byRoute().catch(() => undefined));
}
