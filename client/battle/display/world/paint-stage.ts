/** Size of a round stage's painting. */
export const STAGE_WIDTH = 400;
export const STAGE_HEIGHT = 118;
/** Half height of the ellipse of its floor, and how thick it is. */
const BEND = 44;
const EDGE = 22;

/** A round stage with rings of light in a side's colour, seen from the front. Its floor's middle is at y 50. */
export function paintStage(context: CanvasRenderingContext2D, colour: string): void {
  const x = STAGE_WIDTH / 2;
  const y = 50;
  const round = (part: number, dy: number) => {
    context.beginPath();
    context.ellipse(x, y + dy, (STAGE_WIDTH / 2 - 4) * part, BEND * part, 0, 0, Math.PI * 2);
  };
  const side = context.createLinearGradient(0, y, 0, y + BEND + EDGE);
  side.addColorStop(0, "#1B2168");
  side.addColorStop(1, "#070A22");
  context.fillStyle = side;
  round(1, EDGE);
  context.fill();
  context.strokeStyle = colour;
  context.globalAlpha = 0.55;
  context.lineWidth = 2.5;
  round(0.985, EDGE * 0.55);
  context.stroke();
  context.globalAlpha = 1;
  const floor = context.createRadialGradient(x, y, 10, x, y, STAGE_WIDTH / 2);
  floor.addColorStop(0, "#2A3296");
  floor.addColorStop(0.55, "#151A58");
  floor.addColorStop(1, "#0A0D30");
  context.fillStyle = floor;
  round(1, 0);
  context.fill();
  for (const [part, alpha, width] of [
    [0.985, 0.95, 3],
    [0.84, 0.4, 2],
    [0.66, 0.75, 2.5],
  ] as const) {
    context.strokeStyle = part > 0.9 ? "#8FA0FF" : colour;
    context.globalAlpha = alpha;
    context.lineWidth = width;
    round(part, 0);
    context.stroke();
  }
  context.globalAlpha = 1;
}
