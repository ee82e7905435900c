import { scatter } from "./scatter.ts";

const STARS = 160;

/** Colours from the top (0) to the horizon (1). */
type SkyColours = readonly (readonly [part: number, colour: string])[];

const DUSK: SkyColours = [
  [0, "#060920"],
  [0.3, "#141550"],
  [0.52, "#35207A"],
  [0.66, "#6C2A86"],
  [0.82, "#C2407E"],
  [1, "#FF8A5C"],
];

/** Night over a lit city, with stars and a moon's glow: one picture, so that it costs one draw. */
export function paintSky(
  context: CanvasRenderingContext2D,
  {
    width,
    height,
    colours = DUSK,
    hasMoon = true,
  }: { width: number; height: number; colours?: SkyColours; hasMoon?: boolean },
): void {
  const sky = context.createLinearGradient(0, 0, 0, height);
  for (const [part, colour] of colours) sky.addColorStop(part, colour);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  paintStars(context, width, height * 0.5);
  if (hasMoon) paintMoon(context, { x: width * 0.74, y: height * 0.33 });
}

function paintStars(context: CanvasRenderingContext2D, width: number, height: number): void {
  const next = scatter(7);
  for (let i = 0; i < STARS; i++) {
    const y = next() * height;
    context.fillStyle = `rgba(226,232,255,${(0.25 + next() * 0.7) * (1 - y / height)})`;
    const size = 1 + next() * 1.8;
    context.fillRect(next() * width, y, size, size);
  }
}

function paintMoon(context: CanvasRenderingContext2D, { x, y }: { x: number; y: number }): void {
  const glow = context.createRadialGradient(x, y, 10, x, y, 330);
  glow.addColorStop(0, "rgba(255,214,250,0.55)");
  glow.addColorStop(0.15, "rgba(214,150,255,0.3)");
  glow.addColorStop(1, "rgba(120,80,255,0)");
  context.fillStyle = glow;
  context.fillRect(x - 330, y - 330, 660, 660);
  const disc = context.createLinearGradient(x, y - 34, x, y + 34);
  disc.addColorStop(0, "#FFF3E2");
  disc.addColorStop(1, "#F5B9D8");
  context.fillStyle = disc;
  context.beginPath();
  context.arc(x, y, 34, 0, Math.PI * 2);
  context.fill();
}
