import type { RaceCard } from "./card.ts";
import type { RaceInput, RaceResult, RaceSimulation } from "./race-simulation.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";

/**
 * A whole race, as the pure function of card, seed and inputs that it is (RACE-3): the same
 * arguments give the same bytes on every machine. A non-empty list of inputs throws.
 */
export function simulateRace(
  card: RaceCard,
  raceSeed: Uint8Array,
  inputs: readonly RaceInput[] = [],
): RaceResult {
  const simulation = startRace(card, raceSeed);
  while (!simulation.isFinished) stepRace(simulation, inputs);
  return resultOf(simulation);
}

/** The result of a finished race; throws while one is running. */
export function resultOf({ isFinished, finishTimesMs, finishedTick }: RaceSimulation): RaceResult {
  if (!isFinished) throw new Error("a race has no result before everyone has finished");
  return {
    order: orderOf(finishTimesMs),
    finishTimesMs: Array.from(finishTimesMs),
    ticks: finishedTick,
  };
}

/** Saddle numbers by placing; equal milliseconds are a dead heat and share a list (RACE-5). */
export function orderOf(finishTimesMs: ArrayLike<number>): number[][] {
  const byTime = Array.from(finishTimesMs, (timeMs, index) => ({ timeMs, number: index + 1 }));
  byTime.sort((a, b) => a.timeMs - b.timeMs || a.number - b.number);
  const order: number[][] = [];
  let lastMs = -1;
  for (const { timeMs, number } of byTime) {
    if (timeMs === lastMs) order.at(-1)!.push(number);
    else order.push([number]);
    lastMs = timeMs;
  }
  return order;
}
