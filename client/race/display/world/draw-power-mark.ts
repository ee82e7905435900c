import type { PowerName } from "#common/race/powers.ts";

/** Size of every sign in the pixels of a pod's picture. */
export const markSize = { width: 330, height: 140 } as const;

const { width, height } = markSize;
const middle = height / 2;
const GOLD = "255,190,60";
const TEAL = "46,230,200";
const CORAL = "#FF4D5E";
const INK = "#0A0D24";

/** Draws the sign of a power into the box 0, 0 to `markSize`. */
export function drawPowerMark(context: CanvasRenderingContext2D, power: PowerName): void {
  context.lineCap = "round";
  draw[power](context);
}

const draw: Readonly<Record<PowerName, (context: CanvasRenderingContext2D) => void>> = {
  boost: drawFlame,
  shield: drawRing,
  slow: drawChute,
  draft: drawWake,
  repair: drawSpark,
};

/** A flame as long as the pod, its root at the right end. */
function drawFlame(context: CanvasRenderingContext2D): void {
  for (const { reach, half, colour } of [
    { reach: 320, half: 52, colour: "255,110,40" },
    { reach: 230, half: 34, colour: GOLD },
    { reach: 120, half: 17, colour: "255,246,214" },
  ]) {
    const light = context.createLinearGradient(width, 0, width - reach, 0);
    light.addColorStop(0, `rgba(${colour},0.95)`);
    light.addColorStop(1, `rgba(${colour},0)`);
    context.fillStyle = light;
    context.beginPath();
    context.moveTo(width, middle - half * 0.5);
    context.quadraticCurveTo(width - reach * 0.35, middle - half * 1.3, width - reach, middle);
    context.quadraticCurveTo(width - reach * 0.35, middle + half * 1.3, width, middle + half * 0.5);
    context.fill();
  }
}

/** A ring around the hull. */
function drawRing(context: CanvasRenderingContext2D): void {
  const traceRing = () => {
    context.beginPath();
    context.ellipse(width / 2, middle, width / 2 - 14, middle - 14, 0, 0, Math.PI * 2);
  };
  traceRing();
  context.fillStyle = `rgba(${TEAL},0.14)`;
  context.fill();
  for (const [lineWidth, alpha] of [
    [20, 0.22],
    [10, 0.45],
    [4, 1],
  ] as const) {
    traceRing();
    context.lineWidth = lineWidth;
    context.strokeStyle = `rgba(${TEAL},${alpha})`;
    context.stroke();
  }
}

/** A brake parachute on three lines; the pod pulls at the right end. */
function drawChute(context: CanvasRenderingContext2D): void {
  const edgeX = 120;
  context.strokeStyle = "rgba(245,247,255,0.85)";
  context.lineWidth = 3;
  for (const y of [18, middle, height - 18]) {
    context.beginPath();
    context.moveTo(width, middle);
    context.lineTo(edgeX, y);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(edgeX, 14);
  context.bezierCurveTo(20, 20, 20, height - 20, edgeX, height - 14);
  context.quadraticCurveTo(edgeX - 26, middle, edgeX, 14);
  context.fillStyle = CORAL;
  context.fill();
  context.lineWidth = 4;
  context.strokeStyle = INK;
  context.stroke();
}

/** Air that flows past the hull. */
function drawWake(context: CanvasRenderingContext2D): void {
  for (const [y, from, to] of [
    [20, 40, 290],
    [44, 0, 330],
    [112, 20, 310],
  ] as const) {
    const light = context.createLinearGradient(from, 0, to, 0);
    light.addColorStop(0, "rgba(150,200,255,0)");
    light.addColorStop(0.7, "rgba(170,215,255,0.9)");
    light.addColorStop(1, "rgba(255,255,255,0.2)");
    context.strokeStyle = light;
    context.lineWidth = 6;
    context.beginPath();
    context.moveTo(from, y);
    context.quadraticCurveTo((from + to) / 2, y + (y < middle ? -10 : 10), to, y);
    context.stroke();
  }
}

/** A cross of light with rays. */
function drawSpark(context: CanvasRenderingContext2D): void {
  const x = width / 2;
  context.strokeStyle = "rgba(190,255,220,0.95)";
  context.lineWidth = 11;
  for (const [dx, dy] of [
    [0, 30],
    [30, 0],
  ] as const) {
    context.beginPath();
    context.moveTo(x - dx, middle - dy);
    context.lineTo(x + dx, middle + dy);
    context.stroke();
  }
  context.strokeStyle = "rgba(120,255,190,0.7)";
  context.lineWidth = 4;
  for (let ray = 0; ray < 4; ray++) {
    const angle = Math.PI / 4 + (ray * Math.PI) / 2;
    context.beginPath();
    context.moveTo(x + Math.cos(angle) * 32, middle + Math.sin(angle) * 32);
    context.lineTo(x + Math.cos(angle) * 56, middle + Math.sin(angle) * 56);
    context.stroke();
  }
}
