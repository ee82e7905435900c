/** Past the newest sample a runner is drawn this much further along at the most: half a tick. */
const EXTRAPOLATED_MS_MAX = 25;

export interface MotionBuffer {
  /** Race time of the newest sample in milliseconds; undefined while there is none. */
  readonly newestMs: number | undefined;
  /** Samples drawn past the newest one since the last reset: late packets made visible. */
  readonly extrapolatedCount: number;
  /** Keeps one published picture. `steps` are distances in steps of `stepMm`, in saddle order. A sample older than the newest is dropped, one of the same time replaces it. */
  push(timeMs: number, steps: ArrayLike<number>): void;
  /**
   * Writes the distances at a race time into `metres` and returns how many runners there are.
   * With `coastMs` above 0 the race is over: past the newest sample runners roll out, slowing
   * down with that time constant, instead of stopping dead.
   */
  sample(timeMs: number, metres: Float32Array, coastMs?: number): number;
  reset(): void;
}

/**
 * The last `samplesMax` published positions of up to `runnersMax` runners. Between two samples
 * runners move evenly; before the oldest and past the newest they stand. Nothing is allocated
 * after the start.
 */
export function createMotionBuffer(options: {
  runnersMax: number;
  samplesMax: number;
  stepMm: number;
}): MotionBuffer {
  const { runnersMax, samplesMax, stepMm } = options;
  const times = new Float64Array(samplesMax);
  const distances = new Float32Array(samplesMax * runnersMax);
  let count = 0;
  let newest = -1;
  let runnerCount = 0;
  let extrapolatedCount = 0;

  /** Slot of the sample `age` samples before the newest. */
  const slotOf = (age: number) => (newest - age + samplesMax * 2) % samplesMax;

  return {
    get newestMs() {
      return count === 0 ? undefined : times[newest];
    },
    get extrapolatedCount() {
      return extrapolatedCount;
    },
    push(timeMs, steps) {
      const newestMs = count === 0 ? Number.NEGATIVE_INFINITY : times[newest]!;
      if (timeMs < newestMs) return;
      if (timeMs > newestMs) {
        newest = (newest + 1) % samplesMax;
        count = Math.min(count + 1, samplesMax);
      }
      times[newest] = timeMs;
      runnerCount = Math.min(steps.length, runnersMax);
      for (let i = 0; i < runnerCount; i++) {
        distances[newest * runnersMax + i] = (steps[i]! * stepMm) / 1000;
      }
    },
    sample(timeMs, metres, coastMs = 0) {
      if (count === 0) return 0;
      const pastMs = timeMs - times[newest]!;
      if (pastMs > 0 && coastMs === 0) extrapolatedCount++;
      const allowedMs =
        coastMs > 0
          ? coastMs * (1 - Math.exp(-Math.max(0, pastMs) / coastMs))
          : Math.min(pastMs, EXTRAPOLATED_MS_MAX);
      const lastAge = count - 1;
      let age = 0;
      while (age < lastAge - 1 && times[slotOf(age + 1)]! > timeMs) age++;
      const after = slotOf(age);
      const before = slotOf(Math.min(age + 1, lastAge));
      const spanMs = times[after]! - times[before]!;
      const sinceMs = pastMs > 0 ? spanMs + allowedMs : timeMs - times[before]!;
      const part = spanMs === 0 ? 0 : Math.max(0, sinceMs / spanMs);
      for (let i = 0; i < runnerCount; i++) {
        const from = distances[before * runnersMax + i]!;
        metres[i] = from + (distances[after * runnersMax + i]! - from) * part;
      }
      return runnerCount;
    },
    reset() {
      count = 0;
      newest = -1;
      runnerCount = 0;
      extrapolatedCount = 0;
    },
  };
}
