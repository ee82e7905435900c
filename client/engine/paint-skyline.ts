import { scatter } from "./scatter.ts";

interface Skyline {
  seed: number;
  width: number;
  height: number;
  /** Colour at the roofs and at the ground. */
  roof: string;
  ground: string;
  /** Part of the windows with a light on. */
  litPart: number;
}

const WINDOW_COLOURS = ["#FFC978", "#FF9BD0", "#8FD3FF", "#FFE6B0"];

/** A row of houses that fits itself end to end. */
export function paintSkyline(context: CanvasRenderingContext2D, skyline: Skyline): void {
  const { width, height, roof, ground } = skyline;
  const next = scatter(skyline.seed);
  const paint = context.createLinearGradient(0, 0, 0, height);
  paint.addColorStop(0, roof);
  paint.addColorStop(1, ground);
  let x = 0;
  while (x < width) {
    const houseWidth = Math.min(54 + Math.floor(next() * 90), width - x);
    const houseHeight = height * (0.3 + next() * 0.66);
    const top = height - houseHeight;
    context.fillStyle = paint;
    context.fillRect(x, top, houseWidth, houseHeight);
    if (next() < 0.4) context.fillRect(x + houseWidth * 0.3, top - 12, houseWidth * 0.35, 12);
    if (next() < 0.3) paintMast(context, x + houseWidth / 2, top);
    paintWindows(
      context,
      { x, top, width: houseWidth, height: houseHeight },
      skyline.litPart,
      next,
    );
    x += houseWidth;
  }
}

function paintMast(context: CanvasRenderingContext2D, x: number, top: number): void {
  context.fillRect(x - 1.5, top - 26, 3, 26);
  context.fillStyle = "#FF4D5E";
  context.fillRect(x - 3, top - 30, 6, 6);
}

function paintWindows(
  context: CanvasRenderingContext2D,
  house: { x: number; top: number; width: number; height: number },
  litPart: number,
  next: () => number,
): void {
  for (let y = house.top + 12; y < house.top + house.height - 8; y += 15) {
    for (let x = house.x + 9; x < house.x + house.width - 12; x += 14) {
      if (next() > litPart) continue;
      context.globalAlpha = 0.35 + next() * 0.5;
      context.fillStyle = WINDOW_COLOURS[Math.floor(next() * WINDOW_COLOURS.length)]!;
      context.fillRect(x, y, 5, 7);
    }
  }
  context.globalAlpha = 1;
}
