import type { BattleView } from "#client/battle/battle-view.ts";
import type { BattleLayout } from "./battle-layout.ts";

/** A flag of the winner's moment; x and y are its upper left corner. */
export interface WinnerFlag {
  country: string;
  seat: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

const GAP = 36;

/** Where the winner's flag hangs, or those of a tie side by side, best first. */
export function winnerFlags(
  { orientation, width }: BattleLayout,
  { sides, winner, isTie }: Pick<BattleView, "sides" | "winner" | "isTie">,
): WinnerFlag[] {
  const top = Math.max(0, ...sides.map(({ score }) => score));
  const shown = isTie
    ? sides.filter(({ score }) => score === top)
    : sides.filter(({ country }) => country === winner);
  const isWide = orientation === "landscape";
  const room = isWide ? 1_500 : 1_000;
  const flagWidth = Math.min(isWide ? 600 : 780, (room - GAP * (shown.length - 1)) / shown.length);
  const height = (flagWidth * 2) / 3;
  const middleY = isWide ? 430 : 660;
  const all = flagWidth * shown.length + GAP * (shown.length - 1);
  return shown.map(({ country, seat }, index) => ({
    country,
    seat,
    x: (width - all) / 2 + index * (flagWidth + GAP),
    y: middleY - height / 2,
    width: flagWidth,
    height,
  }));
}
