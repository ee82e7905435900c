import type { ToteBet } from "./market.ts";

/**
 * The bets that a scratch gives back whole: those on the runner, alone or in a combination (TOTE-6).
 * The others stand, and the pool they form has the smaller gross.
 */
export function scratchedBets<Bet extends Pick<ToteBet, "selection">>(
  bets: readonly Bet[],
  runner: number,
): Bet[] {
  return bets.filter(({ selection }) => selection.includes(runner));
}
