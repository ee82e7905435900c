import type { Orientation } from "#client/engine/stage-fit.ts";
import { headSize } from "./head-size.ts";

/** Where one side stands, in stage pixels. */
export interface ColumnPlace {
  /** Middle of the column. */
  x: number;
  /** Room from column to column. */
  width: number;
  /** Size of the column's things; 1 is a flag of 300 pixels. */
  scale: number;
  /** y of the round stage's top: what the pillar grows from. */
  baseY: number;
  /** Height of the highest pillar. */
  pillarMax: number;
  cardTop: number;
  cardWidth: number;
}

export interface BattleLayout {
  orientation: Orientation;
  width: number;
  height: number;
  /** y of the horizon: the stand's foot, where the floor begins. */
  horizonY: number;
  /** Narrowest part of the tug bar in which a flag and its percent have room. */
  tugPartMin: number;
  columns: ColumnPlace[];
}

/** A flag at scale 1. */
export const FLAG = { width: 300, height: 200 } as const;
/** Air between pillar and flag at scale 1. */
export const FLAG_GAP = 20;
export const CARD_HEIGHT = 144;
/** From the stage's top to the card below it. */
const CARD_DROP = 34;

interface Frame {
  width: number;
  height: number;
  margin: number;
  horizonY: number;
  /** First and last y of the sides. */
  top: number;
  bottom: number;
  rowsOf: (sides: number) => number;
  pitchMax: number;
  scaleMax: (rows: number) => number;
  /** Higher pillars than this carry the flag out of sight of its stage. */
  pillarMax: number;
}

const frames: Readonly<Record<Orientation, Frame>> = {
  landscape: {
    width: 1920,
    height: 1080,
    margin: 40,
    horizonY: 770,
    top: 266,
    bottom: 1014,
    rowsOf: () => 1,
    pitchMax: 640,
    scaleMax: () => 1,
    pillarMax: 320,
  },
  portrait: {
    width: 1080,
    height: 1920,
    margin: 24,
    horizonY: 860,
    top: 358,
    bottom: 1826,
    rowsOf: (sides) => (sides <= 3 ? 1 : 2),
    pitchMax: 520,
    scaleMax: (rows) => (rows === 1 ? 1.45 : 1.08),
    pillarMax: 640,
  },
};

/** Places for so many sides (1 to 8), in line-up order: one row on a wide stage, up to two on an upright one. */
export function layOutBattle(orientation: Orientation, sides: number): BattleLayout {
  const frame = frames[orientation];
  const { width, height, horizonY } = frame;
  const rows = frame.rowsOf(sides);
  const perRow = Math.ceil(sides / rows);
  const rowHeight = (frame.bottom - frame.top) / rows;
  const columns = Array.from({ length: sides }, (_, index) => {
    const row = Math.floor(index / perRow);
    const inRow = row === rows - 1 ? sides - perRow * row : perRow;
    const pitch = Math.min(frame.pitchMax, (width - 2 * frame.margin) / perRow);
    const x = width / 2 + (index - row * perRow - (inRow - 1) / 2) * pitch;
    return placeColumn(frame, { x, pitch, rows, top: frame.top + row * rowHeight, rowHeight });
  });
  const tugPartMin = orientation === "landscape" ? 0.082 : sides <= 4 ? 0.138 : 0.072;
  return { orientation, width, height, horizonY, tugPartMin, columns };
}

function placeColumn(
  frame: Frame,
  {
    x,
    pitch,
    rows,
    top,
    rowHeight,
  }: { x: number; pitch: number; rows: number; top: number; rowHeight: number },
): ColumnPlace {
  const scale = Math.min(frame.scaleMax(rows), (pitch * 0.82) / FLAG.width);
  const cardTop = top + rowHeight - CARD_HEIGHT - 4;
  const baseY = cardTop - CARD_DROP;
  const aboveY = headSize(scale).height + (FLAG.height + FLAG_GAP) * scale;
  return {
    x,
    width: pitch,
    scale,
    baseY,
    pillarMax: Math.min(frame.pillarMax, baseY - top - aboveY),
    cardTop,
    cardWidth: Math.min(420, pitch - (pitch < 300 ? 12 : 56)),
  };
}
