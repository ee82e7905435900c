import type { BetWire } from "#common/race/bet-schemas.ts";
import { compareIds } from "./merge-bets.ts";

/** What a tap on "Bet" meant. */
export interface BetIntent {
  raceId: number;
  market: string;
  /** Saddle numbers; ascending where their order does not count. */
  selection: readonly number[];
  /** For the question "still place it?", when the race may be gone: a runner's name or a combination. */
  name: string;
  /** Decimal string. */
  stake: string;
  /** Highest id among the bets this phone knew of; "0" if none. */
  afterBetId: string;
}

/**
 * The bet that an unanswered intent turned out to be, if it got through: same race, market,
 * selection and stake, and newer than every bet known when it was meant.
 */
export function findPlaced(intent: BetIntent, bets: readonly BetWire[]): BetWire | undefined {
  return bets.find(
    (bet) =>
      bet.raceId === intent.raceId &&
      bet.market === intent.market &&
      bet.selection.join() === intent.selection.join() &&
      bet.stake === intent.stake &&
      compareIds(bet.id, intent.afterBetId) > 0,
  );
}
