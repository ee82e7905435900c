import { mixColours } from "#client/engine/mix-colours.ts";
import { liveryOf } from "#client/race/livery.ts";
import { paintPattern } from "./paint-pattern.ts";

/** Size of a pod's picture in its own pixels; the nose points right. */
export const POD_WIDTH = 300;
export const POD_HEIGHT = 120;
/** Where the flame leaves the nozzle. */
export const NOZZLE = { x: 22, y: 76 } as const;

const INK = "#070A1A";
const WHITE = "#FFFFFF";

/** Draws a runner's pod into the box 0, 0 to `POD_WIDTH`, `POD_HEIGHT`. */
export function drawPod(
  context: CanvasRenderingContext2D,
  { number, livery }: { number: number; livery: number },
): void {
  const { colour, pattern, isOutlined } = liveryOf(livery);
  drawTail(context, colour);
  traceHull(context);
  context.fillStyle = hullPaint(context, colour);
  context.fill();
  context.save();
  context.clip();
  paintPattern(context, pattern);
  drawBelly(context);
  context.restore();
  drawEdges(context, isOutlined);
  drawCanopy(context);
  drawNumber(context, number);
}

function traceHull(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(32, 67);
  context.bezierCurveTo(58, 44, 128, 37, 196, 48);
  context.bezierCurveTo(238, 55, 272, 66, 295, 77);
  context.bezierCurveTo(268, 88, 216, 97, 148, 97);
  context.bezierCurveTo(92, 97, 52, 95, 32, 86);
  context.closePath();
}

function hullPaint(context: CanvasRenderingContext2D, colour: string): CanvasGradient {
  const paint = context.createLinearGradient(0, 38, 0, 98);
  paint.addColorStop(0, mixColours(colour, WHITE, 0.55));
  paint.addColorStop(0.34, colour);
  paint.addColorStop(0.64, mixColours(colour, INK, 0.22));
  paint.addColorStop(1, mixColours(colour, INK, 0.62));
  return paint;
}

/** Fin and nozzle, behind the hull. */
function drawTail(context: CanvasRenderingContext2D, colour: string): void {
  const fin = context.createLinearGradient(0, 18, 0, 66);
  fin.addColorStop(0, mixColours(colour, WHITE, 0.2));
  fin.addColorStop(1, mixColours(colour, INK, 0.5));
  context.fillStyle = fin;
  context.beginPath();
  context.moveTo(34, 66);
  context.lineTo(22, 21);
  context.bezierCurveTo(46, 21, 74, 32, 106, 47);
  context.lineTo(88, 60);
  context.closePath();
  context.fill();
  const nozzle = context.createLinearGradient(0, 64, 0, 90);
  nozzle.addColorStop(0, "#5A6499");
  nozzle.addColorStop(0.4, "#2A3060");
  nozzle.addColorStop(1, "#0A0D24");
  context.fillStyle = nozzle;
  context.beginPath();
  context.roundRect(21, 65, 18, 23, 4);
  context.fill();
}

/** Shade below, and the light of the track on the under-lip. */
function drawBelly(context: CanvasRenderingContext2D): void {
  const shade = context.createLinearGradient(0, 80, 0, 98);
  shade.addColorStop(0, "rgba(7,10,26,0)");
  shade.addColorStop(1, "rgba(7,10,26,0.55)");
  context.fillStyle = shade;
  context.fillRect(20, 80, 280, 20);
  context.strokeStyle = "rgba(255,255,255,0.5)";
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(70, 47);
  context.bezierCurveTo(120, 40, 180, 44, 236, 58);
  context.stroke();
}

function drawEdges(context: CanvasRenderingContext2D, isOutlined: boolean): void {
  if (isOutlined) {
    traceHull(context);
    context.strokeStyle = WHITE;
    context.lineWidth = 3;
    context.stroke();
  }
  context.strokeStyle = "rgba(245,247,255,0.8)";
  context.lineWidth = 2.5;
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(72, 101);
  context.quadraticCurveTo(150, 105, 224, 99);
  context.stroke();
}

function drawCanopy(context: CanvasRenderingContext2D): void {
  const glass = context.createLinearGradient(0, 28, 0, 60);
  glass.addColorStop(0, "#7C93E8");
  glass.addColorStop(0.35, "#33407F");
  glass.addColorStop(1, "#11163C");
  context.fillStyle = glass;
  context.beginPath();
  context.moveTo(140, 50);
  context.bezierCurveTo(154, 27, 198, 27, 222, 55);
  context.bezierCurveTo(196, 63, 162, 62, 140, 50);
  context.fill();
  context.strokeStyle = "rgba(255,255,255,0.75)";
  context.lineWidth = 2.5;
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(156, 42);
  context.quadraticCurveTo(174, 31, 194, 37);
  context.stroke();
}

function drawNumber(context: CanvasRenderingContext2D, number: number): void {
  context.fillStyle = WHITE;
  context.strokeStyle = "#0A0D24";
  context.lineWidth = 4;
  context.beginPath();
  context.arc(112, 73, 21, 0, Math.PI * 2);
  context.fill();
  context.stroke();
  context.fillStyle = "#0A0D24";
  context.font = 'italic 700 31px "Barlow Condensed", sans-serif';
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(number), 110.5, 75);
}
