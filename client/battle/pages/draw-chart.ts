import UPlot from "uplot";
import { countryName } from "#client/battle/country/country-name.ts";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import type { ScoreSeries } from "./score-series.ts";
import { texts } from "./texts.ts";

/** A chart on the page. */
export type Plot = Pick<UPlot, "setSize" | "destroy">;

const AXIS_FONT = "14px system-ui, sans-serif";
/** Dashes tell lines apart where colours do not. */
const DASHES = [[], [10, 5], [3, 4], [14, 4, 3, 4]];
const AXIS_WIDTH = 64;

/** Draws the scores as stepped lines in the colours of the page as they are now. */
export function drawChart(
  root: HTMLElement,
  { series, width, height }: { series: ScoreSeries; width: number; height: number },
): Plot {
  const style = getComputedStyle(root);
  const axis = {
    stroke: style.getPropertyValue("--dim"),
    grid: { stroke: style.getPropertyValue("--hairline"), width: 1 },
    ticks: { show: false },
    font: AXIS_FONT,
  };
  const stepped = UPlot.paths.stepped?.({ align: 1 });
  return new UPlot(
    {
      width,
      height,
      scales: { x: { time: false } },
      axes: [
        {
          ...axis,
          values: (_plot, ticks) => ticks.map((second) => formatTimeLeft(second * 1_000)),
        },
        {
          ...axis,
          size: AXIS_WIDTH,
          values: (_plot, ticks) => ticks.map((points) => formatCount(Math.round(points))),
        },
      ],
      series: [
        {
          label: texts.value.battles.battle.time,
          value: (_plot, second) => (second === null ? "" : formatTimeLeft(second * 1_000)),
        },
        ...series.sides.map(({ country, seat }) => ({
          label: countryName(country, language.value),
          stroke: sideColour(seat),
          width: 3,
          dash: DASHES[seat % DASHES.length] ?? [],
          points: { show: false },
          ...(stepped && { paths: stepped }),
          value: (_plot: UPlot, points: number | null) =>
            points === null ? "" : formatCount(points),
        })),
      ],
    },
    [series.seconds, ...series.sides.map(({ points }) => points)],
    root,
  );
}
