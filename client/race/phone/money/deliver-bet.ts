import { call } from "#client/framework/http.ts";
import type { OutboxEntry } from "#client/framework/outbox.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { Outcome } from "#common/framework/refusals.ts";
import type { BetReceipt, BetWire } from "#common/race/bet-schemas.ts";
import type { CastWire } from "#common/race/power-contract.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { seat } from "../seat.ts";
import type { BetIntent } from "./bet-intent.ts";
import type { CastIntent } from "./cast-intent.ts";

const HTTP_TIMEOUT_MS = 5_000;

/** What both doors answer: the bet, its receipt and the balance after it. */
type PlacedAnswer = Outcome<{ bet: BetWire; receipt: BetReceipt; wallet: WalletWire }>;

/** What both doors answer: the bet and the balance after it. */
type CancelAnswer = Outcome<{ bet: BetWire; wallet: WalletWire }>;

/**
 * Sends a bet by the room, and by HTTP with the same key if the room does not answer: one
 * operation, whichever arrives. Undefined if neither answered.
 */
export async function deliverBet(
  feed: RaceFeed,
  { key, intent }: OutboxEntry<BetIntent>,
): Promise<PlacedAnswer | undefined> {
  const { raceId, market, selection, stake } = intent;
  const body = { raceId, market, selection: [...selection], stake };
  return byEitherDoor(
    () => feed.connection.request("placeBet", { key, ...body }),
    () => call("POST", "/bets", { body, idempotencyKey: key, ...byHttp() }),
  );
}

/** Cancels a bet by either door; its id is the key. Undefined if neither answered. */
export async function deliverCancel(
  feed: RaceFeed,
  betId: string,
): Promise<CancelAnswer | undefined> {
  return byEitherDoor(
    () => feed.connection.request("cancelBet", { betId }),
    () => call("DELETE", "/bets/:betId", { params: { betId }, ...byHttp() }),
  );
}

/** Casts a power by either door, with the same key. Undefined if neither answered. */
export async function deliverCast(
  feed: RaceFeed,
  { key, intent }: OutboxEntry<CastIntent>,
): Promise<Outcome<{ cast: CastWire; wallet: WalletWire }> | undefined> {
  const { raceId, power, target } = intent;
  const body = { raceId, power, target };
  return byEitherDoor(
    () => feed.connection.request("castPower", { key, ...body }),
    () => call("POST", "/powers/cast", { body, idempotencyKey: key, ...byHttp() }),
  );
}

/** My bets and powers of a race and my balance, by either door. Undefined if neither answered. */
export async function readMine(
  feed: RaceFeed,
  raceId: number,
): Promise<Outcome<{ bets: BetWire[]; casts: CastWire[]; wallet: WalletWire }> | undefined> {
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
