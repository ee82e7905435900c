/** The time whose gifts count: from the start, up to but not including the end. */
export interface BattleSpan {
  startedAt: number;
  endsAt: number;
}

/**
 * Whether a gift created at `at` is part of the battle, however late it is recorded (BATTLE-1). All
 * times are the server's clock: the source has corrected the platform's.
 */
export function isInBattle(at: number, { startedAt, endsAt }: BattleSpan): boolean {
  return at >= startedAt && at < endsAt;
}
