import type { RaceFrame } from "#client/race/display/race-motion.ts";
import { layLanes, scaleAt, xOf } from "./track-geometry.ts";
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
  /** Stage pixels left and above the picture when it is zoomed. */
  offsetX: number;
  offsetY: number;
}

/** Follows the lead. The camera itself is never eased, or the field would leave the picture when frames are slow. */
export function createRaceCamera(layout: WorldLayout) {
  const shot: Shot = {
    cameraM: -layout.gateAheadM,
    pxPerMetre: layout.pxPerMetreMax,
    scrollPx: 0,
    zoom: 1,
    offsetX: 0,
    offsetY: 0,
  };
  let aheadM = layout.gateAheadM;
  let lastMs: number | undefined;
  let close = { zoom: 1, middleY: 0 };

  return {
    shot: shot as Readonly<Shot>,
    follow(frame: Readonly<RaceFrame>, localNowMs: number) {
      const elapsedMs = localNowMs - (lastMs ?? Number.NEGATIVE_INFINITY);
      lastMs = localNowMs;
      const isRunning = frame.timeMs !== undefined && frame.timeMs > 0;
      const leadM = Math.min(frame.leadM, frame.finishM + PAST_LINE_M);
      aheadM = ease(
        aheadM,
        isRunning ? layout.raceAheadM : layout.gateAheadM,
        stepOf(elapsedMs, AHEAD_EASE_MS),
      );
      shot.pxPerMetre = ease(
        shot.pxPerMetre,
        wantedPxPerMetre(layout, frame, leadM),
        stepOf(elapsedMs, SPREAD_EASE_MS),
      );
      const cameraM = leadM - aheadM;
      shot.scrollPx += (cameraM - shot.cameraM) * shot.pxPerMetre;
      shot.cameraM = cameraM;
      if (frame.isStill) close = findDuel(layout, frame);
      shot.zoom = ease(shot.zoom, frame.isStill ? close.zoom : 1, stepOf(elapsedMs, ZOOM_EASE_MS));
      aimAt(layout, shot, { finishM: frame.finishM, middleY: close.middleY });
    },
  };
}

/** How close a still may go so that both of the first two lanes are in it, and the y between them. */
function findDuel(layout: WorldLayout, frame: Readonly<RaceFrame>) {
  const lanes = layLanes(layout, frame.runnerCount);
  const byDistance = [...frame.metres.subarray(0, frame.runnerCount).keys()].sort(
    (a, b) => frame.metres[b]! - frame.metres[a]!,
  );
  const first = lanes[byDistance[0] ?? 0];
  const second = lanes[byDistance[1] ?? 0];
  if (first === undefined || second === undefined) return { zoom: 1, middleY: 0 };
  const top = Math.min(first.top, second.top);
  const bottom = Math.max(first.bottom, second.bottom);
  return {
    zoom: Math.max(1, Math.min(STILL_ZOOM, layout.still.height / (bottom - top))),
    middleY: (top + bottom) / 2,
  };
}

/** Keeps the line at its x and brings the middle of a still to where the letters leave room; never past the edge of the world. */
function aimAt(
  layout: WorldLayout,
  shot: Shot,
  { finishM, middleY }: { finishM: number; middleY: number },
): void {
  const scale = scaleAt(layout, middleY);
  const lineX = xOf(layout, shot, { metres: finishM, scale });
  const away = 1 - 1 / shot.zoom;
  const within = (offset: number, size: number) => Math.max(0, Math.min(size * away, offset));
  shot.offsetX = within(lineX * away, layout.width);
  shot.offsetY = within(middleY - layout.still.middle / shot.zoom, layout.height);
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

/** Part of the way an eased value goes in this time: 63 % in `constantMs`, all of it after a jump. */
function stepOf(elapsedMs: number, constantMs: number): number {
  return elapsedMs > JUMP_MS || elapsedMs < 0 ? 1 : 1 - Math.exp(-elapsedMs / constantMs);
}

function ease(from: number, to: number, step: number): number {
  return step === 1 ? to : from + (to - from) * step;
}
