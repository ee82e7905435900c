/** From `fromMs` on the battle was to end at `endsAt`; epoch milliseconds. */
export interface PlannedEnd {
  fromMs: number;
  endsAt: number;
}

/**
 * When the battle was to end as everybody saw it at `at`: neither a host who ended it early nor a
 * sudden death that came afterwards changes what a moment was worth (BATTLE-3). Of what was planned
 * from the same time on the last counts.
 *
 * @param plans at least one, in the order in which they were made
 */
export function plannedEndAt(at: number, plans: readonly PlannedEnd[]): number {
  const plan = plans.findLast(({ fromMs }) => fromMs <= at) ?? plans[0];
  if (plan === undefined) throw new Error("a battle has a planned end");
  return plan.endsAt;
}

/** The plans once `plan` is made; the same plan made again takes the place of the first. */
export function withPlan(plans: readonly PlannedEnd[], plan: PlannedEnd): PlannedEnd[] {
  return [...plans.filter(({ fromMs }) => fromMs !== plan.fromMs), plan];
}
