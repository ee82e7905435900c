import type { RaceResult } from "./race-simulation.ts";

/** The first thing in which a recorded result is not the one that was run, as a sentence. */
export function firstDifference(run: RaceResult, recorded: RaceResult): string | undefined {
  if (recorded.finishTimesMs.length !== run.finishTimesMs.length) {
    return `${recorded.finishTimesMs.length} finish times for ${run.finishTimesMs.length} runners`;
  }
  const slip = run.finishTimesMs.findIndex((timeMs, index) => {
    return timeMs !== recorded.finishTimesMs[index];
  });
  if (slip >= 0) {
    const [ranMs, saidMs] = [run.finishTimesMs[slip], recorded.finishTimesMs[slip]];
    return `runner ${slip + 1} finishes after ${ranMs} ms, the record says ${saidMs} ms`;
  }
  const [ran, said] = [JSON.stringify(run.order), JSON.stringify(recorded.order)];
  if (ran !== said) return `the order of finish is ${ran}, the record says ${said}`;
  if (run.ticks !== recorded.ticks) {
    return `the race takes ${run.ticks} ticks, the record says ${recorded.ticks}`;
  }
  return undefined;
}
