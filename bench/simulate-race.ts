import { encodeUint64, encodeUtf8 } from "#common/framework/bytes.ts";
import { forkRandom } from "#common/framework/random.ts";
import { drawCard } from "#common/race/draw-field.ts";
import { simulateRace } from "#common/race/simulate-race.ts";
import { startRace } from "#common/race/start-race.ts";
import type { BenchResult } from "./bench-result.ts";

const RACES = 1_000;
const ROUNDS = 5;

/**
 * A whole race of 12 runners over 1,200 m, warm, beside an empty integer loop over as many
 * runner-steps. Each figure is the best of five rounds of 1,000 races.
 */
export async function run(): Promise<BenchResult> {
  const random = forkRandom(encodeUtf8("bench"), "card");
  const card = drawCard({ fieldSize: 12, trackId: "neon-harbour", random });
  const seeds = Array.from({ length: RACES }, (_, race) => {
    const seed = new Uint8Array(32);
    seed.set(encodeUint64(race));
    return seed;
  });
  let runnerSteps = 0;
  const raceMs = bestOf(() => {
    runnerSteps = 0;
    for (const seed of seeds) runnerSteps += simulateRace(card, seed).ticks * 12;
  });
  const startMs = bestOf(() => {
    for (const seed of seeds) startRace(card, seed);
  });
  const floorMs = bestOf(() => countSteps(runnerSteps));
  return {
    name: "simulate-race",
    rows: [
      {
        label: "one race of 12 runners",
        value: (raceMs * 1000) / RACES,
        unit: "µs",
        floor: (floorMs * 1000) / RACES,
        ratio: raceMs / floorMs,
      },
      { label: "of it, drawing chance", value: (startMs * 1000) / RACES, unit: "µs" },
      { label: "one runner-step", value: (raceMs * 1e6) / runnerSteps, unit: "ns" },
    ],
  };
}

function bestOf(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    work();
    best = Math.min(best, performance.now() - startedAt);
  }
  return best;
}

/** Touches one integer of an array for each runner-step, so that the loop can't be left out. */
function countSteps(steps: number): Int32Array {
  const counts = new Int32Array(16);
  for (let step = 0; step < steps; step++) counts[step & 15]! += step;
  return counts;
}
