import type { BattleView } from "#client/battle/battle-view.ts";
import { pillarPart } from "./pillar-part.ts";
import { rollFigure } from "./rolling-figure.ts";
import { tugShares } from "./tug-shares.ts";

/** Time constants of what is eased. */
const LIFT_EASE_MS = 420;
const BAR_EASE_MS = 260;
const GLOW_EASE_MS = 700;

/** One side as it is drawn now. Changed in place: read it, never keep it. */
export interface SideFrame {
  readonly country: string;
  readonly seat: number;
  score: number;
  /** The figure on the screen, on its way to `score`. */
  shownScore: number;
  /** Height of the pillar, 0 to 1. */
  lift: number;
  /** Part of the tug bar, 0 to 1. */
  barPart: number;
  /** Light of the last gift that landed, 1 fading to 0. */
  glow: number;
  rank: number;
}

export interface BattleFrame {
  /** In line-up order; another list with every battle. */
  sides: SideFrame[];
  elapsedMs: number;
}

export interface BattleMotion {
  readonly frame: BattleFrame;
  /** Takes in what has just arrived. `partMin` is the narrowest part of the tug bar, 0 to 1. */
  heard(view: BattleView, partMin: number): void;
  /** Lets a side light up; `strength` 0 to 1. */
  flash(country: string, strength: number): void;
  /** Moves the frame on to now. Called once before every drawn frame; allocates nothing. */
  advance(localNowMs: number): BattleFrame;
}

/** The battle as a moving picture: scores in, rolling figures and rising pillars out. */
export function createBattleMotion(): BattleMotion {
  const frame: BattleFrame = { sides: [], elapsedMs: 0 };
  const wanted: { lift: number; barPart: number }[] = [];
  let battleKey = "";
  let lastMs: number | undefined;

  return {
    frame,
    heard({ battleId, sides }, partMin) {
      const key = `${battleId} ${sides.map(({ country }) => country).join()}`;
      const isAnother = key !== battleKey;
      battleKey = key;
      if (isAnother) frame.sides = sides.map(firstFrame);
      const scores = sides.map(({ score }) => score);
      const top = Math.max(0, ...scores);
      const parts = tugShares(scores, partMin);
      for (const [index, side] of sides.entries()) {
        const shown = frame.sides[index]!;
        shown.score = side.score;
        shown.rank = side.rank;
        wanted[index] = { lift: pillarPart(side.score, top), barPart: parts[index]! };
        if (isAnother) Object.assign(shown, { shownScore: side.score, ...wanted[index] });
      }
    },
    flash(country, strength) {
      const side = frame.sides.find((one) => one.country === country);
      if (side !== undefined) side.glow = Math.max(side.glow, strength);
    },
    advance(localNowMs) {
      const elapsedMs = Math.max(0, localNowMs - (lastMs ?? localNowMs));
      lastMs = localNowMs;
      frame.elapsedMs = elapsedMs;
      const liftStep = 1 - Math.exp(-elapsedMs / LIFT_EASE_MS);
      const barStep = 1 - Math.exp(-elapsedMs / BAR_EASE_MS);
      const glowKept = Math.exp(-elapsedMs / GLOW_EASE_MS);
      for (let i = 0; i < frame.sides.length; i++) {
        const side = frame.sides[i]!;
        const { lift, barPart } = wanted[i]!;
        side.shownScore = rollFigure(side.shownScore, side.score, elapsedMs);
        side.lift += (lift - side.lift) * liftStep;
        side.barPart += (barPart - side.barPart) * barStep;
        side.glow = side.glow < 0.01 ? 0 : side.glow * glowKept;
      }
      return frame;
    },
  };
}

function firstFrame({ country, seat }: { country: string; seat: number }): SideFrame {
  return { country, seat, score: 0, shownScore: 0, lift: 0, barPart: 0, glow: 0, rank: 1 };
}
