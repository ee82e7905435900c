import type { RaceFrame } from "#client/race/display/race-motion.ts";
import type { WorldLayout } from "./world-layout.ts";

/** The camera stays at the line this far behind the leader's crossing, so that everyone is seen to cross it. */
const PAST_LINE_M = 3;
/** Time constants of the eased values. */
const AHEAD_EASE_MS = 1_400;
const ZOOM_EASE_MS = 130;
const SPREAD_EASE_MS = 1_600;
/** A longer step is a jump (a page that slept): nothing is eased over it. */
const JUMP_MS = 1_000;
const STILL_ZOOM = 1.55;
/** Part of the field's spread kept in the picture: stragglers may fall out of it. */
const KEPT_PART = 0.75;

export interface Shot {
  cameraM: number;
  pxPerMetre: number;
  /** Ground covered since the start in pixels at scale 1: what textures scroll by. */
  scrollPx: number;
  /** 1, or more on a close finish. */
  zoom: number;
}

/** Follows the lead. The camera itself is never eased, or the field would leave the picture when frames are slow. */
export function createRaceCamera(layout: WorldLayout) {
  const shot: Shot = {
    cameraM: -layout.gateAheadM,
    pxPerMetre: layout.pxPerMetreMax,
    scrollPx: 0,
    zoom: 1,
  };
  let aheadM = layout.gateAheadM;
  let lastMs: number | undefined;

  return {
    shot: shot as Readonly<Shot>,
    follow(frame: Readonly<RaceFrame>, localNowMs: number) {
      const elapsedMs = localNowMs - (lastMs ?? Number.NEGATIVE_INFINITY);
      lastMs = localNowMs;
      const isRunning = frame.timeMs !== undefined && frame.timeMs > 0;
      const leadM = Math.min(frame.leadM, frame.finishM + PAST_LINE_M);
      aheadM = ease(aheadM, isRunning ? layout.raceAheadM : layout.gateAheadM, {
        elapsedMs,
        constantMs: AHEAD_EASE_MS,
      });
      shot.pxPerMetre = ease(shot.pxPerMetre, wantedPxPerMetre(layout, frame, leadM), {
        elapsedMs,
        constantMs: SPREAD_EASE_MS,
      });
      shot.zoom = ease(shot.zoom, frame.isStill ? STILL_ZOOM : 1, {
        elapsedMs,
        constantMs: ZOOM_EASE_MS,
      });
      const cameraM = leadM - aheadM;
      shot.scrollPx += (cameraM - shot.cameraM) * shot.pxPerMetre;
      shot.cameraM = cameraM;
    },
  };
}

/** Fewer pixels a metre while the field is strung out. */
function wantedPxPerMetre(layout: WorldLayout, frame: Readonly<RaceFrame>, leadM: number): number {
  let lastM = leadM;
  for (let i = 0; i < frame.runnerCount; i++) lastM = Math.min(lastM, frame.metres[i]!);
  const roomPx = layout.cameraX - layout.tailX;
  const spreadM = (leadM - lastM) * KEPT_PART - layout.raceAheadM;
  const fittingPx = spreadM <= 0 ? layout.pxPerMetreMax : roomPx / spreadM;
  return Math.max(layout.pxPerMetreMin, Math.min(layout.pxPerMetreMax, fittingPx));
}

/** The value a step nearer to the wanted one: 63 % of the way in `constantMs`. */
function ease(
  from: number,
  to: number,
  { elapsedMs, constantMs }: { elapsedMs: number; constantMs: number },
): number {
  if (elapsedMs > JUMP_MS || elapsedMs < 0) return to;
  return from + (to - from) * (1 - Math.exp(-elapsedMs / constantMs));
}
