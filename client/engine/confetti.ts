import type { Scene } from "phaser";
import type { Painter } from "./painter.ts";

const COLOURS = [0xff4d5e, 0xffc53d, 0x46dd78, 0x2ee6c8, 0x5b8cff, 0xe070ff, 0xf5f7ff];
const FALL_MS = 4_200;

/** Paper that falls for the winner. */
export function addConfetti({
  scene,
  painter,
  layout,
}: {
  scene: Scene;
  painter: Painter;
  layout: { width: number };
}): { start(): void; stop(): void } {
  const key = painter.paint({ key: "confetti", width: 10, height: 16 }, (context) => {
    context.fillStyle = "#FFFFFF";
    context.fillRect(0, 0, 10, 16);
  });
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const paper = scene.add.particles(0, -30, key, {
    emitting: false,
    x: { min: 0, max: layout.width },
    speedX: { min: -70, max: 70 },
    speedY: { min: 130, max: 330 },
    gravityY: 40,
    rotate: { start: 0, end: 720 },
    scale: { min: 0.6 / painter.density, max: 1.25 / painter.density },
    lifespan: FALL_MS,
    frequency: 16,
    quantity: 2,
    tint: COLOURS,
    maxAliveParticles: 320,
  });
  return {
    start() {
      if (!isCalm) paper.start();
    },
    stop() {
      paper.stop();
    },
  };
}
