import type { GameObjects, Scene } from "phaser";
import type { Layer, Moment } from "./layer.ts";
import { xOf } from "./track-geometry.ts";
import type { WorldLayout } from "./world-layout.ts";

const WHITE = 0xf5f7ff;
const INK = 0x0a0d24;
const CORAL = 0xff4d5e;
const MARK_EVERY_M = 100;
const MARK_WIDTH_M = 0.5;
const FINISH = { columns: 4, rows: 26, columnM: 0.62 };

interface Span {
  /** Metres of its two edges. */
  fromM: number;
  toM: number;
  /** Part of the track's depth it covers: 0 far edge, 1 near edge. */
  far: number;
  near: number;
}

/** Start, hundred-metre marks and the chequered line, painted across all lanes towards the vanishing point. */
export function addLines(scene: Scene, layout: WorldLayout): Layer {
  const lines = scene.add.graphics();
  return {
    draw(moment) {
      lines.clear();
      const { finishM, isStill } = moment.frame;
      if (finishM === 0) return;
      const { firstM, lastM } = seenMetres(layout, moment);
      for (let m = Math.ceil(firstM / MARK_EVERY_M) * MARK_EVERY_M; m <= lastM; m += MARK_EVERY_M) {
        if (m < 0 || m >= finishM) continue;
        lines.fillStyle(WHITE, m === 0 ? 0.8 : 0.24);
        const width = m === 0 ? MARK_WIDTH_M * 1.6 : MARK_WIDTH_M;
        fillSpan(lines, layout, moment, { fromM: m, toM: m + width, far: 0, near: 1 });
      }
      if (finishM > firstM - 5 && finishM < lastM + 5) drawFinish(lines, layout, moment);
      if (isStill) {
        lines.fillStyle(CORAL, 0.95);
        fillSpan(lines, layout, moment, { fromM: finishM - 0.12, toM: finishM, far: 0, near: 1 });
      }
    },
  };
}

/** Metres in the picture at the far edge, where most of them are. */
function seenMetres(layout: WorldLayout, { shot }: Readonly<Moment>) {
  const metresPerPx = 1 / (shot.pxPerMetre * layout.farScale);
  return {
    firstM: shot.cameraM - layout.cameraX * metresPerPx - 1,
    lastM: shot.cameraM + (layout.width - layout.cameraX) * metresPerPx + 1,
  };
}

function drawFinish(
  lines: GameObjects.Graphics,
  layout: WorldLayout,
  moment: Readonly<Moment>,
): void {
  const { finishM } = moment.frame;
  const { columns, rows, columnM } = FINISH;
  // Rows grow with their scale, like the lanes do.
  const growth = layout.nearScale / layout.farScale;
  const depthOf = (row: number) => (growth ** (row / rows) - 1) / (growth - 1);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      lines.fillStyle((row + column) % 2 === 0 ? WHITE : INK, 1);
      fillSpan(lines, layout, moment, {
        fromM: finishM + column * columnM,
        toM: finishM + (column + 1) * columnM,
        far: depthOf(row),
        near: depthOf(row + 1),
      });
    }
  }
}

function fillSpan(
  lines: GameObjects.Graphics,
  layout: WorldLayout,
  { shot }: Readonly<Moment>,
  { fromM, toM, far, near }: Span,
): void {
  const { top, bottom } = layout.track;
  const view = { cameraM: shot.cameraM, pxPerMetre: shot.pxPerMetre };
  const scaleOf = (depth: number) => layout.farScale + (layout.nearScale - layout.farScale) * depth;
  const farY = top + (bottom - top) * far;
  const nearY = top + (bottom - top) * near;
  lines.beginPath();
  lines.moveTo(xOf(layout, view, { metres: fromM, scale: scaleOf(far) }), farY);
  lines.lineTo(xOf(layout, view, { metres: toM, scale: scaleOf(far) }), farY);
  lines.lineTo(xOf(layout, view, { metres: toM, scale: scaleOf(near) }), nearY);
  lines.lineTo(xOf(layout, view, { metres: fromM, scale: scaleOf(near) }), nearY);
  lines.closePath();
  lines.fillPath();
}
