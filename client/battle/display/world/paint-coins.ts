import { mixColours } from "#client/engine/mix-colours.ts";

/** Width of a stack and height of one coin, in the painting's own pixels. */
export const STACK_WIDTH = 208;
export const COIN_HEIGHT = 16;
/** Half the height of the ellipse a coin is seen as. */
export const COIN_BEND = 15;

const INK = "#070A1A";
const WHITE = "#FFFFFF";

/** One coin of a stack, seen from the side; it fits itself one above the other. */
export function paintCoinEdge(context: CanvasRenderingContext2D, colour: string): void {
  paintRounding(context, colour, COIN_HEIGHT);
  for (let y = -2 * COIN_HEIGHT; y <= 2 * COIN_HEIGHT; y += COIN_HEIGHT) paintGroove(context, y);
}

/** The lowest coin: its edge is round below. `COIN_BEND` high, hung under the stack. */
export function paintStackFoot(context: CanvasRenderingContext2D, colour: string): void {
  context.beginPath();
  context.ellipse(STACK_WIDTH / 2, 0, STACK_WIDTH / 2, COIN_BEND, 0, 0, Math.PI);
  context.clip();
  paintRounding(context, mixColours(colour, INK, 0.12), COIN_BEND);
  for (const y of [-COIN_HEIGHT, 0]) paintGroove(context, y);
}

/** The face of the topmost coin. `COIN_BEND * 2` high. */
export function paintCoinFace(context: CanvasRenderingContext2D, colour: string): void {
  const x = STACK_WIDTH / 2;
  const y = COIN_BEND;
  const face = context.createLinearGradient(0, 0, STACK_WIDTH, COIN_BEND * 2);
  face.addColorStop(0, mixColours(colour, WHITE, 0.12));
  face.addColorStop(0.42, mixColours(colour, WHITE, 0.62));
  face.addColorStop(1, mixColours(colour, INK, 0.12));
  context.fillStyle = face;
  ellipse(context, { x, y, part: 1 });
  context.fill();
  context.strokeStyle = "rgba(255,255,255,0.75)";
  context.lineWidth = 1.5;
  ellipse(context, { x, y, part: 0.985 });
  context.stroke();
  context.strokeStyle = "rgba(7,10,26,0.3)";
  context.lineWidth = 2;
  ellipse(context, { x, y, part: 0.8 });
  context.stroke();
  context.fillStyle = "rgba(255,255,255,0.2)";
  ellipse(context, { x, y, part: 0.52 });
  context.fill();
}

function ellipse(
  context: CanvasRenderingContext2D,
  { x, y, part }: { x: number; y: number; part: number },
): void {
  context.beginPath();
  context.ellipse(x, y, (STACK_WIDTH / 2) * part, COIN_BEND * part, 0, 0, Math.PI * 2);
}

/** Lit from the upper left, dark towards the edges. */
function paintRounding(context: CanvasRenderingContext2D, colour: string, height: number): void {
  const round = context.createLinearGradient(0, 0, STACK_WIDTH, 0);
  round.addColorStop(0, mixColours(colour, INK, 0.66));
  round.addColorStop(0.16, mixColours(colour, INK, 0.2));
  round.addColorStop(0.34, mixColours(colour, WHITE, 0.4));
  round.addColorStop(0.5, colour);
  round.addColorStop(0.82, mixColours(colour, INK, 0.4));
  round.addColorStop(1, mixColours(colour, INK, 0.72));
  context.fillStyle = round;
  context.fillRect(0, -1, STACK_WIDTH, height + 2);
}

/** The dark line between two coins and the light on the lower one's rim. */
function paintGroove(context: CanvasRenderingContext2D, y: number): void {
  for (const [offset, colour, width] of [
    [0, "rgba(7,10,26,0.5)", 2.4],
    [2.2, "rgba(255,255,255,0.26)", 1.4],
    [COIN_HEIGHT / 2 + 1, "rgba(7,10,26,0.1)", 4],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.ellipse(
      STACK_WIDTH / 2,
      y + offset,
      STACK_WIDTH / 2,
      COIN_BEND,
      0,
      0.02,
      Math.PI - 0.02,
    );
    context.stroke();
  }
}
