import type { ChartLines } from "#client/framework/chart/chart-lines.ts";
import { formatCount } from "#client/framework/format-count.ts";
import type { stats } from "#client/languages/en/stats.ts";
import type { RunnerStartWire } from "#common/stats/stats-schemas.ts";
import { formatHundredths } from "./format-hundredths.ts";

/** Wins against expected wins, start by start; starts without a win pool are left out, they change neither. */
export function toWinLines(
  starts: readonly RunnerStartWire[],
  { runner: words }: Pick<typeof stats, "runner">,
): ChartLines {
  const pooled = starts.filter(({ shareBps }) => shareBps !== null).toReversed();
  return {
    xs: pooled.map((_, index) => index + 1),
    xLabel: words.start,
    formatX: (x) => (Number.isInteger(x) ? formatCount(x) : ""),
    formatY: (y) => formatHundredths(Math.round(y * 100)),
    lines: [
      { label: words.won, ys: pooled.map(({ pooledWins }) => pooledWins), colour: "--gold-text" },
      {
        label: words.expected,
        ys: pooled.map(({ expectedWinsHundredths }) => expectedWinsHundredths / 100),
        colour: "--teal-text",
      },
    ],
    isStepped: true,
  };
}
