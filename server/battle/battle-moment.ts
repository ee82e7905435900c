import type { BattleStage } from "#common/battle/battle-lifecycle.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import { type Boost, currentBoost } from "#common/battle/multiplier.ts";
import type { Combo } from "#common/live/combo.ts";
import type { BattleOnBoard } from "./read-current.ts";

/** What of the board changes with time alone. */
export interface Moment {
  boost: Boost | undefined;
  combo: Combo | undefined;
  /** Gifters who can still choose a country, and the points that wait for it. */
  waiting: { gifters: number; points: number };
}

/** The moment `now` of a stage; boosts that are over are forgotten. */
export function momentOf(
  now: number,
  of: { stage: BattleStage; battle: BattleOnBoard | undefined; combo: Combo | undefined },
): Moment {
  const { stage, battle, combo } = of;
  if (!("endsAt" in stage) || battle === undefined) {
    return { combo, boost: undefined, waiting: { gifters: 0, points: 0 } };
  }
  battle.boosts = battle.boosts.filter(({ untilMs }) => untilMs >= now);
  const { endsAt } = stage;
  const { multipliers: rules } = battle.row.settings;
  return {
    combo,
    boost: currentBoost(now, { rules, boosts: battle.boosts, endsAt }),
    waiting: battle.tally.waiting(now, endsAt),
  };
}

/** Whether the board shows this moment already. */
export function isShown(state: Readonly<BattleState>, moment: Moment): boolean {
  const fields = toFields(moment);
  return (Object.keys(fields) as (keyof typeof fields)[]).every(
    (key) => state[key] === fields[key],
  );
}

export function showMoment(state: BattleState, moment: Moment): void {
  Object.assign(state, toFields(moment));
}

function toFields({ boost, combo, waiting }: Moment) {
  return {
    multiplier: boost?.factor ?? 1,
    multiplierEndsAtMs: boost?.untilMs ?? 0,
    comboName: combo?.name ?? "",
    comboCount: combo?.count ?? 0,
    comboEndsAtMs: combo?.endsAt ?? 0,
    undecidedCount: waiting.gifters,
    undecidedPoints: waiting.points,
  };
}
