import { createLeadHistory } from "#client/race/display/lead-history.ts";
import type { RaceFrame, RaceMotion } from "#client/race/display/race-motion.ts";
import { FIELD_SIZE_MAX } from "#common/race/field-size.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import type { ReplayClock } from "./replay-clock.ts";
import type { RaceTrace } from "./trace-race.ts";

/** A traced race as a moving picture, wherever its clock stands. */
export function createReplayMotion(
  trace: RaceTrace,
  { raceId, distanceMm, clock }: { raceId: number; distanceMm: number; clock: ReplayClock },
): RaceMotion {
  const { runnerCount, tickCount, positionsMm, effects, result } = trace;
  const leads = createLeadHistory();
  for (let tick = 0; tick < tickCount; tick++) {
    const field = positionsMm.subarray(tick * runnerCount, (tick + 1) * runnerCount);
    leads.note(tick * TICK_MS, Math.max(...field) / 1_000);
  }
  const frame: RaceFrame = {
    raceId,
    timeMs: clock.startMs,
    metres: new Float32Array(FIELD_SIZE_MAX),
    effects: new Uint8Array(FIELD_SIZE_MAX),
    runnerCount,
    leadM: 0,
    finishM: distanceMm / 1_000,
    isStill: false,
    isOver: false,
  };
  return {
    frame,
    leads,
    extrapolatedCount: 0,
    // A record is whole: nothing arrives.
    heard() {},
    advance(localNowMs) {
      const { timeMs, isStill } = clock.advance(localNowMs);
      const at = Math.max(0, Math.min(tickCount - 1, timeMs / TICK_MS));
      const tick = Math.floor(at);
      const next = Math.min(tick + 1, tickCount - 1);
      frame.timeMs = timeMs;
      frame.isStill = isStill;
      frame.isOver = tick >= result.ticks;
      frame.leadM = 0;
      for (let runner = 0; runner < runnerCount; runner++) {
        const fromMm = positionsMm[tick * runnerCount + runner]!;
        const toMm = positionsMm[next * runnerCount + runner]!;
        const metres = (fromMm + (toMm - fromMm) * (at - tick)) / 1_000;
        frame.metres[runner] = metres;
        frame.effects[runner] = effects[tick * runnerCount + runner]!;
        frame.leadM = Math.max(frame.leadM, metres);
      }
    },
  };
}
