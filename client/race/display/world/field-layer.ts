import { BlendModes, type GameObjects } from "phaser";
import { tintOf } from "#client/engine/mix-colours.ts";
import { paintGlow, paintStreak } from "#client/engine/paint-light.ts";
import type { Painter } from "#client/engine/painter.ts";
import { liveryOf } from "#client/race/livery.ts";
import { drawPod, NOZZLE, POD_HEIGHT, POD_WIDTH } from "./draw-pod.ts";
import type { Layer, Moment, Site } from "./layer.ts";
import {
  addPowerMarks,
  type MarkedPod,
  marksBefore,
  marksBehind,
  type PowerMarks,
} from "./power-marks.ts";
import { type Lane, layLanes, xOf } from "./track-geometry.ts";
import type { WorldLayout } from "./world-layout.ts";

/** Pods are painted a little larger than they are seen, so that they stay sharp when the camera goes close. */
const SHARPNESS = 1.35;
const POD_SCALE_MAX = 0.78;
/** Part of a lane's height a pod may fill, its fin included. */
const LANE_FILL = 1.5;
const CRUISE_M_PER_S = 28;
const SPEED_EASE_MS = 400;
const SPARK_EVERY_MS = 26;
/** Sparks live for a few frames of a slow machine: it draws none. */
const JERKY_MS = 80;
const BELLY_Y = 98 / POD_HEIGHT;

export interface Entrant {
  number: number;
  livery: number;
}

interface Runner extends Entrant {
  /** Its lane stays empty. */
  isScratched: boolean;
}

const POD_KEY = "pod-";

/** Frees the pods of the last race: a long night would fill the memory with every number in every livery. */
export function forgetPods(painter: Painter): void {
  painter.forget(POD_KEY);
}

interface Pod {
  lane: Lane;
  scale: number;
  shadow: GameObjects.Image;
  glow: GameObjects.Image;
  trail: GameObjects.Image;
  flame: GameObjects.Image;
  hull: GameObjects.Image;
  marks: readonly PowerMarks[];
  /** Where its signs are; changed in place. */
  marked: MarkedPod;
  sparks: GameObjects.Particles.ParticleEmitter;
  /** Where it is, for `xOf`; changed in place. */
  at: { metres: number; scale: number };
  speed: number;
  sparkDueMs: number;
  /** Bob and flicker of its own. */
  phase: number;
}

/** The runners: pods that hover, with flames and trails as long as they are fast. */
export function addField(site: Site, runners: readonly Runner[]): Layer {
  const { layout } = site;
  const lights = paintLights(site.painter);
  const lanes = layLanes(layout, Math.max(1, runners.length));
  const pods = runners.flatMap((entrant, index) =>
    entrant.isScratched
      ? []
      : [{ index, pod: addPod(site, { entrant, lane: lanes[index]!, lights }) }],
  );
  return {
    draw(moment) {
      const { frame, elapsedMs } = moment;
      for (const { index, pod } of pods) {
        measureSpeed(pod, frame.metres[index] ?? 0, elapsedMs);
        drawOne(pod, moment, layout);
        drawMarks(pod, frame.effects[index] ?? 0, moment);
      }
    },
  };
}

function paintLights(painter: Painter) {
  return {
    glow: painter.paint({ key: "glow", width: 128, height: 128 }, (context) =>
      paintGlow(context, 128),
    ),
    trail: painter.paint({ key: "trail", width: 320, height: 40 }, (context) =>
      paintStreak(context, { width: 320, height: 40, core: 0.8 }),
    ),
    flame: painter.paint({ key: "flame", width: 128, height: 40 }, (context) =>
      paintStreak(context, { width: 128, height: 40, core: 2.2 }),
    ),
  };
}

function addPod(
  site: Site,
  {
    entrant,
    lane,
    lights,
  }: { entrant: Entrant; lane: Lane; lights: ReturnType<typeof paintLights> },
): Pod {
  const { scene, painter } = site;
  const { number, livery } = entrant;
  const tint = tintOf(liveryOf(livery).colour);
  const scale = Math.min(
    ((lane.bottom - lane.top) * LANE_FILL) / POD_HEIGHT,
    POD_SCALE_MAX * lane.scale,
  );
  const hullKey = painter.paint(
    {
      key: `${POD_KEY}${livery}-${number}`,
      width: POD_WIDTH,
      height: POD_HEIGHT,
      sharpness: scale * SHARPNESS,
    },
    (context) => drawPod(context, entrant),
  );
  const light = (key: string) => scene.add.image(0, 0, key).setBlendMode(BlendModes.ADD);
  const shadow = scene.add.image(0, 0, lights.glow).setTint(0x02030f).setAlpha(0.75);
  const glow = light(lights.glow).setTint(tint);
  const trail = light(lights.trail).setTint(tint).setOrigin(1, 0.5);
  const flame = light(lights.flame).setOrigin(1, 0.5);
  const behind = addPowerMarks(site, marksBehind);
  const hull = scene.add
    .image(0, 0, hullKey)
    .setOrigin(295 / POD_WIDTH, BELLY_Y)
    .setDisplaySize(POD_WIDTH * scale, POD_HEIGHT * scale);
  const marks = [behind, addPowerMarks(site, marksBefore)];
  const sparks = scene.add.particles(0, 0, lights.glow, {
    emitting: false,
    speedX: { min: -900 * lane.scale, max: -560 * lane.scale },
    speedY: { min: -34 * scale, max: 34 * scale },
    scale: { start: (0.2 * scale) / painter.density, end: 0 },
    alpha: { start: 0.9, end: 0 },
    lifespan: { min: 240, max: 620 },
    tint: [tint, 0xffffff],
    blendMode: BlendModes.ADD,
    maxAliveParticles: 40,
  });
  const at = { metres: 0, scale: lane.scale };
  const marked = { noseX: 0, nozzleX: 0, middleX: 0, y: 0, scale };
  const own = { at, marked, speed: 0, sparkDueMs: 0, phase: number * 2.1 };
  return { lane, scale, shadow, glow, trail, flame, hull, marks, sparks, ...own };
}

/** The speed as it is seen, smoothed: how long the flame is, never where the pod is. */
function measureSpeed(pod: Pod, metres: number, elapsedMs: number): void {
  if (elapsedMs > 0) {
    const seen = Math.max(0, Math.min(60, ((metres - pod.at.metres) * 1000) / elapsedMs));
    pod.speed += (seen - pod.speed) * (1 - Math.exp(-elapsedMs / SPEED_EASE_MS));
  }
  pod.at.metres = metres;
}

function drawOne(pod: Pod, moment: Readonly<Moment>, layout: WorldLayout): void {
  const { shot, nowMs, frame } = moment;
  const { lane, scale } = pod;
  const noseX = xOf(layout, shot, pod.at);
  const groundY = lane.middle + (lane.bottom - lane.top) * 0.3;
  const power = Math.min(1.25, pod.speed / CRUISE_M_PER_S);
  const bob = frame.isStill ? 0 : Math.sin(nowMs / 165 + pod.phase) * 2.4 * scale;
  const y = groundY + bob - 5 * scale;
  const middleX = noseX - 145 * scale;
  pod.shadow.setPosition(middleX, groundY + 3 * scale).setDisplaySize(290 * scale, 26 * scale);
  pod.glow
    .setPosition(middleX, groundY + 2 * scale)
    .setDisplaySize((280 + 60 * power) * scale, 62 * scale)
    .setAlpha(0.3 + 0.2 * power);
  pod.hull.setPosition(noseX, y).setRotation(-0.012 * power);
  const nozzleX = noseX - (295 - NOZZLE.x) * scale;
  const nozzleY = y - (98 - NOZZLE.y) * scale;
  const flicker = frame.isStill ? 1 : 0.9 + 0.1 * Math.sin(nowMs / 23 + pod.phase * 3);
  pod.flame
    .setPosition(nozzleX + 6 * scale, nozzleY)
    .setDisplaySize((30 + 120 * power) * scale * flicker, 30 * scale)
    .setAlpha(0.95);
  pod.trail
    .setPosition(nozzleX + 8 * scale, nozzleY)
    .setDisplaySize(Math.max(1, (360 * power * power + 40) * scale), 44 * scale)
    .setAlpha(0.2 + 0.5 * power);
  dropSparks(pod, moment, power);
}

/** The powers at work: at the hull as it has just been drawn. */
function drawMarks(pod: Pod, effects: number, moment: Readonly<Moment>): void {
  const { frame, nowMs } = moment;
  const { hull, marks, marked, scale } = pod;
  marked.noseX = hull.x;
  marked.nozzleX = hull.x - (295 - NOZZLE.x) * scale;
  marked.middleX = hull.x - 132 * scale;
  marked.y = hull.y - 28 * scale;
  for (const one of marks) one.draw(effects, marked, frame.isStill ? undefined : nowMs);
}

/** Sparks fly from where the flame leaves the nozzle. */
function dropSparks(pod: Pod, moment: Readonly<Moment>, power: number): void {
  if (moment.frame.isStill) {
    pod.sparks.pause();
    return;
  }
  pod.sparks.resume();
  const isJerky = moment.elapsedMs > JERKY_MS;
  if (isJerky || power < 0.3 || moment.nowMs < pod.sparkDueMs) return;
  pod.sparkDueMs = moment.nowMs + SPARK_EVERY_MS;
  pod.sparks.emitParticleAt(pod.flame.x, pod.flame.y, 1);
}
