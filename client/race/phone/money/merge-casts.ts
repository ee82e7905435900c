import type { CastWire } from "#common/race/power-contract.ts";

/**
 * My casts after hearing some of them, oldest first. Answers can overtake each other, so one that
 * has worked or gone back is never held again by an older answer.
 */
export function mergeCasts(known: readonly CastWire[], heard: readonly CastWire[]): CastWire[] {
  const byName = new Map(known.map((cast) => [nameOf(cast), cast]));
  for (const cast of heard) {
    const before = byName.get(nameOf(cast));
    if (before === undefined || before.status === "held" || cast.status !== "held") {
      byName.set(nameOf(cast), cast);
    }
  }
  return [...byName.values()].toSorted((a, b) => a.raceId - b.raceId || a.seq - b.seq);
}

/** Chips spent on powers in a race: what is held or worked (RACE-7). */
export function spentOn(casts: readonly CastWire[], raceId: number): bigint {
  return casts
    .filter((cast) => cast.raceId === raceId)
    .filter(({ status }) => status === "held" || status === "captured")
    .reduce((sum, { cost }) => sum + BigInt(cost), 0n);
}

function nameOf({ raceId, seq }: CastWire): string {
  return `${raceId} ${seq}`;
}
