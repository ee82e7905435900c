import { scatter } from "#client/engine/scatter.ts";

export const LANE_WIDTH = 400;
export const LANE_HEIGHT = 64;
export const KERB_WIDTH = 192;
export const KERB_HEIGHT = 24;

/** Asphalt with grain and a dashed line along its far edge; it fits itself end to end. */
export function paintLane(context: CanvasRenderingContext2D, colour: string, seed: number): void {
  context.fillStyle = colour;
  context.fillRect(0, 0, LANE_WIDTH, LANE_HEIGHT);
  const next = scatter(seed);
  for (let i = 0; i < 420; i++) {
    const isLight = next() < 0.5;
    context.fillStyle = isLight ? "rgba(150,164,255,0.055)" : "rgba(4,6,24,0.1)";
    context.fillRect(next() * LANE_WIDTH, next() * LANE_HEIGHT, 8 + next() * 46, 1 + next());
  }
  context.fillStyle = "rgba(226,232,255,0.5)";
  context.fillRect(0, 0, 70, 2.4);
  context.fillRect(200, 0, 70, 2.4);
}

/** Red and white. */
export function paintKerb(context: CanvasRenderingContext2D): void {
  for (const [x, light, dark] of [
    [0, "#F4466A", "#B21F3E"],
    [KERB_WIDTH / 2, "#FFFFFF", "#B9C0E4"],
  ] as const) {
    const paint = context.createLinearGradient(0, 0, 0, KERB_HEIGHT);
    paint.addColorStop(0, light);
    paint.addColorStop(1, dark);
    context.fillStyle = paint;
    context.fillRect(x, 0, KERB_WIDTH / 2, KERB_HEIGHT);
  }
}

/** Pools of coloured light on the asphalt, drawn additively and stretched over the whole track. */
export function paintLightPools(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): void {
  for (const { x, y, radius, colour } of [
    { x: 0.36, y: 0, radius: 0.5, colour: "150,60,190" },
    { x: 0.72, y: 0.05, radius: 0.42, colour: "180,60,160" },
    { x: 0.55, y: 0.75, radius: 0.5, colour: "40,70,190" },
    { x: 0.95, y: 0.6, radius: 0.34, colour: "30,90,190" },
    { x: 0.12, y: 0.8, radius: 0.34, colour: "60,50,170" },
  ]) {
    const pool = context.createRadialGradient(
      x * width,
      y * height,
      0,
      x * width,
      y * height,
      radius * width,
    );
    pool.addColorStop(0, `rgba(${colour},0.24)`);
    pool.addColorStop(1, `rgba(${colour},0)`);
    context.fillStyle = pool;
    context.fillRect(0, 0, width, height);
  }
}
