import type { Currency } from "#common/wallet/wallet-schemas.ts";

/** Who holds a balance (LEDGER-2); the name says the kind and its owner. */
export type AccountKind =
  | "available"
  | "locked"
  | "pool"
  | "liability"
  | "house"
  | "mint"
  | "handle";

/** An account is one name in one currency. `liability` holds what the house may owe for a race. */
export type AccountName =
  | `available:${string}`
  | `locked:${string}`
  | `pool:${number}:${string}`
  | `liability:${number}`
  | `house:${Currency}`
  | `handle:${string}:${string}`
  | `mint:${Currency}`;

/** What a player can spend. */
export function availableAccount(playerId: string): AccountName {
  return `available:${playerId}`;
}

/** What a player has staked on open bets. */
export function lockedAccount(playerId: string): AccountName {
  return `locked:${playerId}`;
}

/** The pool of one market of one race, filled and emptied by its settlement (LEDGER-4). */
export function poolAccount(raceId: number, market: string): AccountName {
  return `pool:${raceId}:${market}`;
}

/** What the house holds against the fixed odds of one race, never negative (TOTE-8). */
export function liabilityAccount(raceId: number): AccountName {
  return `liability:${raceId}`;
}

/** Fees, takeouts and remainders; has a bankroll from the mint and is never negative. */
export function houseAccount(currency: Currency): AccountName {
  return `house:${currency}`;
}

/** Where money comes from: the only account below 0. */
export function mintAccount(currency: Currency): AccountName {
  return `mint:${currency}`;
}

/** Coins that a viewer of a live platform has earned and no player has linked yet (LIVE INPUT-4). */
export function handleAccount({
  source,
  viewerId,
}: {
  source: string;
  viewerId: string;
}): AccountName {
  return `handle:${source}:${viewerId}`;
}
