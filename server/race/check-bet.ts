import { type Outcome, refuse } from "#common/framework/refusals.ts";
import type { Selection } from "#common/tote/market.ts";
import type { BetIntent } from "./bet-intent.ts";
import { areFixedOddsOff } from "./fixed-exposure.ts";
import type { RaceRow } from "./race-entities.ts";
import { shapeSelection } from "./shape-selection.ts";

/** Everything about a bet that the race alone decides; the value is the selection as it is kept. */
export function checkBet(race: RaceRow, intent: BetIntent): Outcome<Selection> {
  const { market, stake, arrivedAtMs } = intent;
  const isLate = race.phaseEndsAt !== null && BigInt(arrivedAtMs) > race.phaseEndsAt;
  if (race.status !== "betting" || isLate) return refuse("betting_closed");
  const { markets, stakeMin, stakeMax } = race.marketRules;
  if (!(markets as string[]).includes(market)) return refuse("market_unknown");
  if (market === "win" && areFixedOddsOff(race)) return refuse("market_unknown");
  const selection = shapeSelection(market, intent.selection);
  if (!selection.ok) return selection;
  const missing = selection.value.find((runner) => !isInField(race, runner));
  if (missing !== undefined) return refuse("runner_unknown", { runner: missing });
  if (stake < BigInt(stakeMin)) return refuse("stake_below_minimum", { minimum: stakeMin });
  if (stake > BigInt(stakeMax)) return refuse("stake_above_maximum", { maximum: stakeMax });
  return selection;
}

/** Saddle numbers run from 1; a scratched runner can't be backed (TOTE-6). */
function isInField(
  { runnerCount, scratched }: Pick<RaceRow, "runnerCount" | "scratched">,
  runner: number,
): boolean {
  return runner >= 1 && runner <= runnerCount && !scratched.includes(runner);
}
