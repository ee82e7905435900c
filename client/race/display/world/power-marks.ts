import { BlendModes, type GameObjects } from "phaser";
import { effectBits, type PowerName, powerNames } from "#common/race/powers.ts";
import { drawPowerMark, markSize } from "./draw-power-mark.ts";
import type { Site } from "./layer.ts";

/** Where a pod is on the stage: its nose, its nozzle, the middle of its hull. */
export interface MarkedPod {
  noseX: number;
  nozzleX: number;
  middleX: number;
  /** y of the hull's middle line. */
  y: number;
  /** Stage pixels per pixel of the pod's picture. */
  scale: number;
}

/** The signs of the powers at work on one pod. */
export interface PowerMarks {
  /** `effects`: bits of `effectBits`; `nowMs` moves what flickers, undefined: nothing moves. */
  draw(effects: number, pod: Readonly<MarkedPod>, nowMs: number | undefined): void;
}

/** Painted a little larger than they are seen, like the pods. */
const SHARPNESS = 0.8;

/** The signs of one pod, unseen until a power is at work. Those behind the hull are added before it. */
export function addPowerMarks({ scene, painter }: Site, powers: readonly PowerName[]): PowerMarks {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const marks = powers.map((power) => {
    const key = painter.paint(
      { key: `mark-${power}`, ...markSize, sharpness: SHARPNESS },
      (context) => drawPowerMark(context, power),
    );
    const image = scene.add.image(0, 0, key).setVisible(false);
    if (power !== "slow") image.setBlendMode(BlendModes.ADD);
    return { power, image };
  });
  return {
    draw(effects, pod, nowMs) {
      const movedMs = isCalm ? undefined : nowMs;
      for (const { power, image } of marks) {
        const isAtWork = (effects & effectBits[power]) !== 0;
        if (image.visible !== isAtWork) image.setVisible(isAtWork);
        if (isAtWork) place[power](image, pod, movedMs);
      }
    },
  };
}

/** Signs that lie behind a hull, and those before it. */
export const marksBehind = ["boost", "slow"] as const satisfies readonly PowerName[];
export const marksBefore = powerNames.filter(
  (power) => !(marksBehind as readonly PowerName[]).includes(power),
);

type Place = (
  image: GameObjects.Image,
  pod: Readonly<MarkedPod>,
  nowMs: number | undefined,
) => void;

const { width, height } = markSize;

/** A wave between -1 and 1; 0 while nothing moves. */
function wave(nowMs: number | undefined, periodMs: number): number {
  return nowMs === undefined ? 0 : Math.sin((nowMs / periodMs) * 2 * Math.PI);
}

const place: Readonly<Record<PowerName, Place>> = {
  boost: (image, { nozzleX, y, scale }, nowMs) => {
    const length = width * scale * (1 + 0.12 * wave(nowMs, 130));
    image
      .setOrigin(1, 0.5)
      .setPosition(nozzleX + 16 * scale, y + 12 * scale)
      .setDisplaySize(length, height * scale);
  },
  shield: (image, { middleX, y, scale }, nowMs) => {
    const size = scale * (1.08 + 0.03 * wave(nowMs, 900));
    image.setPosition(middleX, y).setDisplaySize(width * size, height * size);
  },
  slow: (image, { nozzleX, y, scale }, nowMs) => {
    image
      .setOrigin(1, 0.5)
      .setPosition(nozzleX + 24 * scale, y + 4 * scale)
      .setRotation(0.05 * wave(nowMs, 420))
      .setDisplaySize(width * scale, height * scale);
  },
  draft: (image, { noseX, y, scale }, nowMs) => {
    const size = scale * 1.15;
    image
      .setOrigin(1, 0.5)
      .setPosition(noseX + (60 + 14 * wave(nowMs, 500)) * scale, y)
      .setDisplaySize(width * size, height * size);
  },
  repair: (image, { middleX, y, scale }, nowMs) => {
    const size = scale * (0.95 + 0.12 * wave(nowMs, 260));
    image.setPosition(middleX, y - 44 * scale).setDisplaySize(width * size, height * size);
  },
};
