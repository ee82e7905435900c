/** Ticks remembered: 200 s at 20 a second, more than any race lasts. */
const SAMPLES_MAX = 4_000;

export interface LeadHistory {
  /** Notes how far the foremost runner was at a race time. Earlier times than the last are ignored. */
  note(timeMs: number, leadM: number): void;
  /**
   * How long ago, in milliseconds, somebody was first where a runner is now; 0 for the leader.
   * Undefined when that was before the first note (a page opened in mid-race).
   */
  gapMs(timeMs: number, distanceM: number): number | undefined;
  reset(): void;
}

/** Where the lead was at every tick: gaps are server time, not distance at some guessed speed. */
export function createLeadHistory(): LeadHistory {
  const times = new Float64Array(SAMPLES_MAX);
  const leads = new Float64Array(SAMPLES_MAX);
  let count = 0;

  return {
    note(timeMs, leadM) {
      const last = count - 1;
      if (count > 0 && timeMs < times[last]!) return;
      const slot = count > 0 && timeMs === times[last] ? last : count;
      if (slot === SAMPLES_MAX) return;
      times[slot] = timeMs;
      leads[slot] = slot === 0 ? leadM : Math.max(leadM, leads[slot - 1]!);
      count = slot + 1;
    },
    gapMs(timeMs, distanceM) {
      if (count === 0 || distanceM < leads[0]!) return undefined;
      let low = 0;
      let high = count - 1;
      if (distanceM >= leads[high]!) return 0;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (leads[middle]! >= distanceM) high = middle;
        else low = middle + 1;
      }
      if (low === 0) return Math.max(0, timeMs - times[0]!);
      const stride = leads[low]! - leads[low - 1]!;
      const part = (distanceM - leads[low - 1]!) / stride;
      const passedMs = times[low - 1]! + (times[low]! - times[low - 1]!) * part;
      return Math.max(0, timeMs - passedMs);
    },
    reset() {
      count = 0;
    },
  };
}
