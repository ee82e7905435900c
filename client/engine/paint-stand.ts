import { mixColours } from "./mix-colours.ts";
import { scatter } from "./scatter.ts";

/** Size of one piece of the grandstand; it fits itself end to end. */
export const STAND_WIDTH = 1440;
export const STAND_HEIGHT = 136;

const ROOF = 26;
const SECTION = 120;
const SEAT = { width: 9.6, height: 13.6 };
const CLOTHES = [
  "#FF4D5E",
  "#FF8A3D",
  "#FFC53D",
  "#46DD78",
  "#2EE6C8",
  "#5B8CFF",
  "#9A7BFF",
  "#FF6FB5",
  "#E9EDFF",
];
const SKINS = ["#F1C7A2", "#C98F63", "#8A5A3C", "#E0A97E"];

/** A full house under a roof with floodlights: about a thousand people, each of two colours. */
export function paintStand(context: CanvasRenderingContext2D): void {
  const depth = context.createLinearGradient(0, 0, 0, STAND_HEIGHT);
  depth.addColorStop(0, "#0A0C26");
  depth.addColorStop(1, "#171B4A");
  context.fillStyle = depth;
  context.fillRect(0, ROOF - 6, STAND_WIDTH, STAND_HEIGHT);
  paintCrowd(context);
  paintPillars(context);
  paintRoof(context);
}

function paintCrowd(context: CanvasRenderingContext2D): void {
  const next = scatter(42);
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)]!;
  let row = 0;
  for (let y = ROOF + 12; y < STAND_HEIGHT - 4; y += SEAT.height) {
    const shade = 0.62 - row * 0.07;
    const offset = (row % 2) * (SEAT.width / 2);
    for (let x = offset; x < STAND_WIDTH; x += SEAT.width) {
      if (next() < 0.08) continue;
      const lift = next() * 3;
      context.fillStyle = mixColours(pick(CLOTHES), "#0A0C26", shade);
      context.beginPath();
      context.roundRect(x + 1, y + 4 - lift, 7.4, 9.5, 3);
      context.fill();
      context.fillStyle = mixColours(pick(SKINS), "#0A0C26", shade * 0.8);
      context.beginPath();
      context.arc(x + 4.7, y + 2.2 - lift, 2.9, 0, Math.PI * 2);
      context.fill();
    }
    row++;
  }
}

function paintPillars(context: CanvasRenderingContext2D): void {
  for (let x = 0; x < STAND_WIDTH; x += SECTION) {
    context.fillStyle = "#070920";
    context.fillRect(x - 3, ROOF - 4, 6, STAND_HEIGHT);
    context.fillStyle = "rgba(140,156,255,0.25)";
    context.fillRect(x + 3, ROOF - 4, 1, STAND_HEIGHT);
  }
  context.fillStyle = "#090B28";
  context.fillRect(0, STAND_HEIGHT - 5, STAND_WIDTH, 5);
}

function paintRoof(context: CanvasRenderingContext2D): void {
  context.fillStyle = "#080A22";
  context.fillRect(0, ROOF - 8, STAND_WIDTH, 14);
  context.fillStyle = "rgba(140,156,255,0.4)";
  context.fillRect(0, ROOF - 8, STAND_WIDTH, 1.5);
  for (let x = SECTION; x < STAND_WIDTH; x += SECTION * 2) {
    for (let lamp = -2; lamp <= 2; lamp++) paintLamp(context, x + lamp * 13, ROOF - 13);
  }
}

function paintLamp(context: CanvasRenderingContext2D, x: number, y: number): void {
  const glow = context.createRadialGradient(x, y, 1, x, y, 12);
  glow.addColorStop(0, "#FFFFFF");
  glow.addColorStop(0.4, "rgba(214,226,255,0.85)");
  glow.addColorStop(1, "rgba(160,180,255,0)");
  context.fillStyle = glow;
  context.fillRect(x - 12, y - 12, 24, 24);
}
