import type { MultiplierRule } from "./battle-settings.ts";

/** A time in which points count `factor` times: after `fromMs`, up to and including `untilMs`. */
export interface Boost {
  fromMs: number;
  untilMs: number;
  factor: number;
}

/** What decides the factor of a moment, as it is known now. */
export interface Multipliers {
  rules: readonly MultiplierRule[];
  /** The hosts' boosts and those that gifts have set off. */
  boosts: readonly Boost[];
  /** The battle's end as it was planned at the time asked for. */
  endsAt: number;
}

/**
 * How often a gift created at `at` counts (BATTLE-3): the largest factor that holds then, 1 = plain.
 * Factors never multiply each other. With timed multipliers points depend on time: how many gifts
 * and diamonds were given does not change with the order in which frames arrive, but their points
 * can, because a boost is known only once the frame that set it off is recorded.
 */
export function factorAt(at: number, multipliers: Multipliers): number {
  return currentBoost(at, multipliers)?.factor ?? 1;
}

/** The boost that counts at `at`; of several alike the one that lasts longest. */
export function currentBoost(at: number, multipliers: Multipliers): Boost | undefined {
  const { rules, boosts, endsAt } = multipliers;
  let best: Boost | undefined;
  for (const boost of [...boosts, ...finalBoosts(rules, endsAt)]) {
    if (at <= boost.fromMs || at > boost.untilMs) continue;
    const isBetter =
      best === undefined ||
      boost.factor > best.factor ||
      (boost.factor === best.factor && boost.untilMs > best.untilMs);
    if (isBetter) best = boost;
  }
  return best;
}

/** The boosts that a gift created at `at` sets off; it does not count more itself. */
export function boostsOfGift(
  gift: { giftId: string; at: number },
  rules: readonly MultiplierRule[],
): Boost[] {
  return rules.flatMap((rule) =>
    rule.when === "gift" && rule.giftId === gift.giftId
      ? [{ fromMs: gift.at, untilMs: gift.at + rule.lastsMs, factor: rule.factor }]
      : [],
  );
}

function finalBoosts(rules: readonly MultiplierRule[], endsAt: number): Boost[] {
  return rules.flatMap((rule) =>
    rule.when === "final"
      ? [{ fromMs: endsAt - rule.lastsMs - 1, untilMs: endsAt, factor: rule.factor }]
      : [],
  );
}
