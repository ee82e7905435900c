import type { Amount } from "#common/framework/amounts.ts";

const WATCHED_MINUTES_PER_COIN = 30;

/** All coins that gifts of this many diamonds ever earn: ⌊2 × diamonds / 100⌋ (LIVE INPUT-4). */
export function coinsForDiamonds(diamonds: bigint): Amount {
  return (2n * diamonds) / 100n;
}

/** All coins that watching for this long ever earns: one for every 30 minutes, rounded down. */
export function coinsForWatching(minutes: number): Amount {
  return BigInt(Math.floor(minutes / WATCHED_MINUTES_PER_COIN));
}
