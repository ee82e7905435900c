import type { RaceCard } from "#common/race/card.ts";
import { simulateRace } from "#common/race/simulate-race.ts";

/**
 * How often each runner of a card came first, in saddle order, in `runs` races of the real
 * simulation without powers (TOTE-8). A dead heat for first counts for each of the tied, which makes
 * their prices a little shorter. `seed` is 32 random bytes: a race is run by it with its number in
 * place of the first four.
 */
export function countWins(
  card: RaceCard,
  { seed, runs }: { seed: Uint8Array; runs: number },
): number[] {
  const wins = card.runners.map(() => 0);
  const raceSeed = Uint8Array.from(seed);
  const number = new DataView(raceSeed.buffer);
  for (let run = 0; run < runs; run++) {
    number.setUint32(0, run);
    const { order } = simulateRace(card, raceSeed);
    for (const winner of order[0] ?? []) wins[winner - 1] = (wins[winner - 1] ?? 0) + 1;
  }
  return wins;
}
