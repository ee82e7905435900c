import { countryName } from "#client/battle/country/country-name.ts";
import { sideColour } from "#client/battle/country/side-colours.ts";
import type { ChartLines } from "#client/framework/chart/chart-lines.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import type { ScoreSeries } from "./score-series.ts";

/** A battle's scores as lines in the colours of the sides. */
export function toScoreChart({ seconds, sides }: ScoreSeries, xLabel: string): ChartLines {
  return {
    xs: seconds,
    xLabel,
    formatX: (second) => formatTimeLeft(second * 1_000),
    formatY: (points) => formatCount(Math.round(points)),
    lines: sides.map(({ country, seat, points }) => ({
      label: countryName(country, language.value),
      ys: points,
      colour: sideColour(seat),
      dash: seat,
    })),
    isStepped: true,
  };
}
