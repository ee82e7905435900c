import type { HullPattern } from "#client/race/livery.ts";

const DARK = "rgba(10,13,36,0.62)";
const LIGHT = "rgba(255,255,255,0.62)";

/** Paints a hull pattern before the canopy of a pod; the caller has clipped to the hull. */
export function paintPattern(context: CanvasRenderingContext2D, pattern: HullPattern): void {
  context.fillStyle = DARK;
  switch (pattern) {
    case "slash":
      return slash(context, 212, 18);
    case "double-slash":
      slash(context, 204, 10);
      return slash(context, 224, 10);
    case "belt":
      return context.fillRect(30, 82, 270, 6);
    case "chequer":
      return chequer(context);
    case "chevron":
      return chevron(context);
    case "hoops":
      for (const x of [176, 200, 224]) context.fillRect(x, 30, 9, 80);
      return;
    case "halves":
      return context.fillRect(190, 30, 110, 80);
    case "spots":
      return spots(context);
  }
}

function slash(context: CanvasRenderingContext2D, x: number, width: number): void {
  context.beginPath();
  context.moveTo(x, 38);
  context.lineTo(x + width, 38);
  context.lineTo(x + width - 24, 100);
  context.lineTo(x - 24, 100);
  context.fill();
}

function chequer(context: CanvasRenderingContext2D): void {
  for (let column = 0; column < 5; column++) {
    for (let row = 0; row < 4; row++) {
      context.fillStyle = (column + row) % 2 === 0 ? DARK : LIGHT;
      context.fillRect(188 + column * 11, 52 + row * 12, 11, 12);
    }
  }
}

function chevron(context: CanvasRenderingContext2D): void {
  for (const x of [172, 200]) {
    context.beginPath();
    context.moveTo(x, 38);
    context.lineTo(x + 13, 38);
    context.lineTo(x + 37, 72);
    context.lineTo(x + 13, 104);
    context.lineTo(x, 104);
    context.lineTo(x + 24, 72);
    context.fill();
  }
}

function spots(context: CanvasRenderingContext2D): void {
  for (const [x, y] of [
    [176, 76],
    [196, 88],
    [200, 68],
    [220, 80],
    [242, 74],
    [154, 88],
  ] as const) {
    context.beginPath();
    context.arc(x, y, 7, 0, Math.PI * 2);
    context.fill();
  }
}
