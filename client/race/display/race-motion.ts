import { FIELD_SIZE_MAX } from "#common/race/field-size.ts";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { firstHomeMs } from "./first-home.ts";
import { createLeadHistory, type LeadHistory } from "./lead-history.ts";
import { createMotionBuffer } from "./motion-buffer.ts";
import { createPhotoMoment } from "./photo-moment.ts";
import { startPlaybackClock } from "./playback-clock.ts";

/** 3 s of samples: a late still finds its moment. */
const SAMPLES_MAX = 60;
/** How quickly runners roll out once everyone is home. */
const COAST_MS = 1_300;
/** Without news the clock stands still after this. */
const SILENT_MS_MAX = 100;

/** One moment of the race as it is drawn. One object for ever: read it, never keep it. */
export interface RaceFrame {
  raceId: number;
  /** Race time drawn, milliseconds since the off, negative at the gates; undefined while nothing runs. */
  timeMs: number | undefined;
  /** Metres covered, in saddle order; only the first `runnerCount` count. */
  readonly metres: Float32Array;
  /** The powers at work on each runner, bits of `effectBits`, in saddle order. */
  readonly effects: Uint8Array;
  runnerCount: number;
  /** Metres of the foremost runner. */
  leadM: number;
  finishM: number;
  /** The picture stands still on a close finish. */
  isStill: boolean;
  /** Everyone is over the line. */
  isOver: boolean;
}

export interface RaceMotion {
  readonly frame: Readonly<RaceFrame>;
  /** Where the lead was at every published tick. */
  readonly leads: LeadHistory;
  /** Samples drawn past the newest one in this race. */
  readonly extrapolatedCount: number;
  /** Takes in a state that has just arrived. */
  heard(state: RaceState, localNowMs: number): void;
  /** Moves `frame` on to now. Called once before every drawn frame. */
  advance(localNowMs: number): void;
}

function copyEffects(state: RaceState, effects: Uint8Array): void {
  let index = 0;
  for (const runner of state.runners.values()) effects[index++] = runner.effects;
}

/** The race as a moving picture: published positions in, evenly moving runners out. */
export function createRaceMotion(): RaceMotion {
  const buffer = createMotionBuffer({
    runnersMax: FIELD_SIZE_MAX,
    samplesMax: SAMPLES_MAX,
    stepMm: POSITION_STEP_MM,
  });
  const clock = startPlaybackClock();
  const leads = createLeadHistory();
  const photo = createPhotoMoment();
  const frame: RaceFrame = {
    raceId: 0,
    timeMs: undefined,
    metres: new Float32Array(FIELD_SIZE_MAX),
    effects: new Uint8Array(FIELD_SIZE_MAX),
    runnerCount: 0,
    leadM: 0,
    finishM: 0,
    isStill: false,
    isOver: false,
  };
  let isPhotoFinish = false;
  let winnerMs = 0;

  function reset() {
    buffer.reset();
    clock.reset();
    leads.reset();
    frame.timeMs = undefined;
    frame.metres.fill(0);
    frame.leadM = 0;
    frame.isStill = false;
    winnerMs = 0;
  }

  return {
    frame,
    leads,
    get extrapolatedCount() {
      return buffer.extrapolatedCount;
    },
    heard(state, localNowMs) {
      const timeMs = state.tick * TICK_MS;
      const isUnderWay = state.phase === "racing" || state.phase === "settling";
      const isRewound = buffer.newestMs !== undefined && timeMs < buffer.newestMs;
      if (state.raceId !== frame.raceId || isRewound || !isUnderWay) reset();
      frame.raceId = state.raceId;
      frame.runnerCount = Math.min(state.runners.size, FIELD_SIZE_MAX);
      frame.finishM = state.distanceMm / 1000;
      frame.isOver = state.phase === "settling";
      isPhotoFinish = state.isPhotoFinish;
      copyEffects(state, frame.effects);
      if (!isUnderWay || timeMs === buffer.newestMs) return;
      buffer.push(timeMs, state.positions.toArray());
      clock.heard(timeMs, localNowMs);
      leads.note(timeMs, (Math.max(0, ...state.positions) * POSITION_STEP_MM) / 1000);
      winnerMs = firstHomeMs(state.runners.values());
    },
    advance(localNowMs) {
      const playedMs = clock.advance(localNowMs);
      const newestMs = buffer.newestMs;
      if (playedMs === undefined || newestMs === undefined) return;
      const stillMs = photo.frozenAtMs({
        raceId: frame.raceId,
        isPhotoFinish,
        winnerMs,
        playedMs,
        localNowMs,
      });
      frame.isStill = stillMs !== undefined;
      frame.timeMs = stillMs ?? Math.min(playedMs, newestMs + SILENT_MS_MAX);
      buffer.sample(stillMs ?? playedMs, frame.metres, frame.isOver ? COAST_MS : 0);
      frame.leadM = 0;
      for (let i = 0; i < frame.runnerCount; i++) {
        frame.leadM = Math.max(frame.leadM, frame.metres[i]!);
      }
    },
  };
}
