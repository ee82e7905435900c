import { signal } from "@preact/signals";
import { createLeadCaller } from "#client/framework/lead-caller.ts";
import type { DisplayFeed } from "#client/race/display/display-feed.ts";
import type { RaceMotion } from "#client/race/display/race-motion.ts";
import { createStandings, type Standing } from "#client/race/display/standings.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import type { ReplayClock } from "./replay-clock.ts";
import type { ReplayPicture } from "./replay-view.ts";
import type { RaceTrace } from "./trace-race.ts";

/** Letters and figures change five times a second, as on the display. */
const SHOW_EVERY_MS = 200;

/** What the display's own letters and world are fed with in a replay. */
export interface ReplayFeed extends DisplayFeed {
  /** Brings letters and figures up to the frame; called after every frame. */
  show(localNowMs: number): void;
}

export function createReplayFeed(replay: {
  picture: ReplayPicture;
  trace: RaceTrace;
  motion: RaceMotion;
  clock: ReplayClock;
}): ReplayFeed {
  const { picture, trace, motion, clock } = replay;
  const view = signal<RaceView | undefined>(picture.viewAt(clock.startMs, false));
  const standings = signal<readonly Standing[]>([]);
  const calledLeader = signal(0);
  const callLead = createLeadCaller<number>();
  let stand = createStandings(motion.leads);
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let shownTimeMs = Number.NaN;
  let wasOver = false;

  function show(localNowMs: number) {
    const timeMs = motion.frame.timeMs ?? 0;
    const isOver = timeMs >= clock.endMs;
    const isJump = Math.abs(timeMs - shownTimeMs) > SHOW_EVERY_MS * clock.speed.value * 2;
    const isDue = localNowMs - shownAtMs >= SHOW_EVERY_MS || isJump || isOver !== wasOver;
    if (!isDue || timeMs === shownTimeMs) return;
    // Nobody gains by being taken back in time.
    if (timeMs < shownTimeMs) stand = createStandings(motion.leads);
    shownAtMs = localNowMs;
    shownTimeMs = timeMs;
    wasOver = isOver;
    const now = picture.viewAt(timeMs, isOver);
    view.value = now;
    const rows = stand({
      runners: now.runners,
      metres: metresAt(trace, timeMs),
      timeMs: Math.max(0, Math.floor(timeMs / TICK_MS) * TICK_MS),
      localNowMs,
    });
    standings.value = rows;
    const [leader] = rows;
    if (now.phase === "racing" && clock.isPlaying.value && leader !== undefined) {
      calledLeader.value = callLead(leader.number, localNowMs) ?? calledLeader.value;
    }
  }

  return {
    link: signal("live"),
    lobby: signal(undefined),
    view,
    standings,
    arrivals: signal([]),
    happenings: signal([]),
    calledLeader,
    motion,
    serverNow: () => Date.now(),
    close() {},
    show,
  };
}

/** Where everybody is at the tick of a race time. */
function metresAt({ positionsMm, runnerCount, tickCount }: RaceTrace, timeMs: number): number[] {
  const tick = Math.max(0, Math.min(tickCount - 1, Math.floor(timeMs / TICK_MS)));
  const field = positionsMm.subarray(tick * runnerCount, (tick + 1) * runnerCount);
  return Array.from(field, (mm) => mm / 1_000);
}
