import type { Countdown, RaceStage } from "./race-lifecycle.ts";

/** Betting reopens with at least this much time, milliseconds. */
export const BETTING_REOPENS_MS_MIN = 15_000;
/** A race interrupted for longer than this is finished at once instead of shown, milliseconds. */
export const RACE_RESUMES_GAP_MS_MAX = 10_000;

/** The stage a race goes on in after its owner was away from `heartbeatAt` to `now` (epoch milliseconds). */
export interface Recovery {
  stage: RaceStage;
  /** The race is over without being shown: its result is computed at once. */
  finishesUnseen: boolean;
}

/**
 * Where a race goes on after a crash: time away does not count. Betting has at least 15 s left, a
 * short gap resumes the race where it stood, a longer one finishes it unseen. A race of another
 * engine can't be run to its end any more and is the caller's to void.
 */
export function recoverRace(
  stage: RaceStage,
  { heartbeatAt, now }: { heartbeatAt: number; now: number },
): Recovery {
  // Below 0 where the clock was put back meanwhile: what was left at the heartbeat is left now.
  const gapMs = now - heartbeatAt;
  switch (stage.phase) {
    case "racing": {
      // At the gates nobody has seen anything yet: the start lights go on.
      const finishesUnseen = stage.isOff && gapMs > RACE_RESUMES_GAP_MS_MAX;
      return { stage: { ...stage, offAt: stage.offAt + gapMs }, finishesUnseen };
    }
    case "betting": {
      const countdown = moveOn(stage.countdown, gapMs);
      if (countdown.kind === "running") {
        countdown.endsAt = Math.max(countdown.endsAt, now + BETTING_REOPENS_MS_MIN);
      }
      return { stage: { phase: "betting", countdown }, finishesUnseen: false };
    }
    case "settling":
      if (!stage.isOfficial) return { stage, finishesUnseen: false };
      return {
        stage: { ...stage, countdown: moveOn(stage.countdown, gapMs) },
        finishesUnseen: false,
      };
    case "lobby":
    case "void":
      return {
        stage: { ...stage, countdown: moveOn(stage.countdown, gapMs) },
        finishesUnseen: false,
      };
  }
}

function moveOn(countdown: Countdown, gapMs: number): Countdown {
  return countdown.kind === "running"
    ? { kind: "running", endsAt: countdown.endsAt + gapMs }
    : { ...countdown };
}
