import type { GameObjects } from "phaser";
import type { Layer, Site } from "./layer.ts";
import type { Shot } from "./race-camera.ts";
import { xOf } from "./track-geometry.ts";
import type { WorldLayout } from "./world-layout.ts";

const WHITE = 0xf5f7ff;
const INK = 0x0a0d24;
const CORAL = 0xff4d5e;
const MARK_EVERY_M = 100;
const MARK_WIDTH_M = 0.5;
const START_WIDTH_M = 0.8;
const FINISH = { columns: 4, rows: 26, columnM: 0.62 };

/** A piece of a line across the track: metres of its edges along it, depth 0 (far edge) to 1 (near edge). */
interface Span {
  fromM: number;
  toM: number;
  far: number;
  near: number;
}

/** Start, hundred-metre marks and the chequered line, painted across all lanes towards the vanishing point. */
export function addLines({ scene, layout }: Site): Layer {
  const lines = scene.add.graphics();
  const fill = spanFiller(lines, layout);
  const squares = layChequers(layout);
  const mark: Span = { fromM: 0, toM: 0, far: 0, near: 1 };
  return {
    draw({ frame, shot }) {
      lines.clear();
      const { finishM, isStill } = frame;
      if (finishM === 0) return;
      const metresPerPx = 1 / (shot.pxPerMetre * layout.farScale);
      const firstM = shot.cameraM - layout.cameraX * metresPerPx;
      const lastM = shot.cameraM + (layout.width - layout.cameraX) * metresPerPx;
      const firstMarkM = Math.max(0, Math.floor(firstM / MARK_EVERY_M) * MARK_EVERY_M);
      for (let m = firstMarkM; m <= lastM && m < finishM; m += MARK_EVERY_M) {
        lines.fillStyle(WHITE, m === 0 ? 0.8 : 0.24);
        mark.fromM = m;
        mark.toM = m + (m === 0 ? START_WIDTH_M : MARK_WIDTH_M);
        fill(shot, mark, 0);
      }
      if (finishM > firstM - 5 && finishM < lastM + 5) {
        for (const { colour, span } of squares) {
          lines.fillStyle(colour, 1);
          fill(shot, span, finishM);
        }
      }
      if (isStill) {
        lines.fillStyle(CORAL, 0.95);
        mark.fromM = finishM - 0.14;
        mark.toM = finishM;
        fill(shot, mark, 0);
      }
    },
  };
}

/** Squares of the finish line, from its front edge. Rows grow with their scale, like the lanes do. */
function layChequers(layout: WorldLayout): { colour: number; span: Span }[] {
  const { columns, rows, columnM } = FINISH;
  const growth = layout.nearScale / layout.farScale;
  const depthOf = (row: number) => (growth ** (row / rows) - 1) / (growth - 1);
  return Array.from({ length: rows * columns }, (_, index) => {
    const row = Math.floor(index / columns);
    const column = index % columns;
    return {
      colour: (row + column) % 2 === 0 ? WHITE : INK,
      span: {
        fromM: column * columnM,
        toM: (column + 1) * columnM,
        far: depthOf(row),
        near: depthOf(row + 1),
      },
    };
  });
}

function spanFiller(lines: GameObjects.Graphics, layout: WorldLayout) {
  const { farScale, nearScale, track } = layout;
  const at = { metres: 0, scale: 0 };
  return (shot: Readonly<Shot>, { fromM, toM, far, near }: Span, offsetM: number): void => {
    const farY = track.top + (track.bottom - track.top) * far;
    const nearY = track.top + (track.bottom - track.top) * near;
    lines.beginPath();
    at.scale = farScale + (nearScale - farScale) * far;
    at.metres = offsetM + fromM;
    lines.moveTo(xOf(layout, shot, at), farY);
    at.metres = offsetM + toM;
    lines.lineTo(xOf(layout, shot, at), farY);
    at.scale = farScale + (nearScale - farScale) * near;
    lines.lineTo(xOf(layout, shot, at), nearY);
    at.metres = offsetM + fromM;
    lines.lineTo(xOf(layout, shot, at), nearY);
    lines.closePath();
    lines.fillPath();
  };
}
