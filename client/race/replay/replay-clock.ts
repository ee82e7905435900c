import { type ReadonlySignal, signal } from "@preact/signals";
import { PHOTO_HOLD_MS } from "#client/race/display/photo-moment.ts";

/** Race time for every second of the page's own. */
export const replaySpeeds = [0.25, 0.5, 1, 2, 4, 8] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** A longer step than this is a page that slept. */
const STEP_MS_MAX = 250;
/** `timeMs` is told in steps of this. */
const TOLD_STEP_MS = 50;

/** The hand that moves a replay: race time is milliseconds since the off, negative at the gates. */
export interface ReplayClock {
  readonly startMs: number;
  readonly endMs: number;
  readonly isPlaying: ReadonlySignal<boolean>;
  readonly speed: ReadonlySignal<ReplaySpeed>;
  /** Where the replay stands, in steps of 50 ms. */
  readonly timeMs: ReadonlySignal<number>;
  /** From its end it begins again. */
  play(): void;
  pause(): void;
  setSpeed(speed: ReplaySpeed): void;
  /** Goes to a race time, within the replay. */
  seek(timeMs: number): void;
  /** The race time to draw now, and whether it stands still on a close finish. Called once a frame. */
  advance(localNowMs: number): { timeMs: number; isStill: boolean };
}

/** `stillAtMs`: where a close finish stands still while it plays; undefined = nowhere. */
export function createReplayClock(replay: {
  startMs: number;
  endMs: number;
  stillAtMs: number | undefined;
}): ReplayClock {
  const { startMs, endMs, stillAtMs } = replay;
  const isPlaying = signal(false);
  const speed = signal<ReplaySpeed>(1);
  const told = signal(startMs);
  let timeMs = startMs;
  let lastMs: number | undefined;
  let heldMs = 0;

  function moveTo(wantedMs: number) {
    timeMs = Math.max(startMs, Math.min(endMs, wantedMs));
    told.value = timeMs === endMs ? endMs : Math.floor(timeMs / TOLD_STEP_MS) * TOLD_STEP_MS;
  }

  return {
    startMs,
    endMs,
    isPlaying,
    speed,
    timeMs: told,
    play() {
      if (timeMs >= endMs) moveTo(startMs);
      isPlaying.value = true;
    },
    pause() {
      isPlaying.value = false;
    },
    setSpeed(wanted) {
      speed.value = wanted;
    },
    seek(wantedMs) {
      heldMs = 0;
      moveTo(wantedMs);
    },
    advance(localNowMs) {
      const elapsedMs = Math.min(STEP_MS_MAX, localNowMs - (lastMs ?? localNowMs));
      lastMs = localNowMs;
      if (!isPlaying.value) return { timeMs, isStill: false };
      if (heldMs > 0) {
        heldMs -= elapsedMs;
        return { timeMs, isStill: heldMs > 0 };
      }
      const nextMs = timeMs + elapsedMs * speed.value;
      if (stillAtMs !== undefined && timeMs < stillAtMs && nextMs >= stillAtMs) {
        heldMs = PHOTO_HOLD_MS / Math.max(1, speed.value);
        moveTo(stillAtMs);
        return { timeMs, isStill: true };
      }
      moveTo(nextMs);
      if (timeMs >= endMs) isPlaying.value = false;
      return { timeMs, isStill: false };
    },
  };
}
