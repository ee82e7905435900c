import UPlot from "uplot";
import { mixColours } from "#client/engine/mix-colours.ts";
import type { ChartLine, ChartLines } from "./chart-lines.ts";

/** A chart on the page. */
export type Plot = Pick<UPlot, "setSize" | "destroy">;

const AXIS_FONT = "14px system-ui, sans-serif";
/** Dashes tell lines apart where colours do not. */
const DASHES = [[], [10, 5], [3, 4], [14, 4, 3, 4]];
const AXIS_WIDTH = 64;
/** Colours of runners and sides are made for navy; on white they are drawn this much darker. */
const DARKENED = 0.42;

/** Draws lines in the colours of the page as they are now. */
export function drawLines(root: HTMLElement, { chart, width, height, isDark }: DrawnChart): Plot {
  const style = getComputedStyle(root);
  const axis = {
    stroke: style.getPropertyValue("--dim"),
    grid: { stroke: style.getPropertyValue("--hairline"), width: 1 },
    ticks: { show: false },
    font: AXIS_FONT,
  };
  const paths = chart.isStepped ? UPlot.paths.stepped?.({ align: 1 }) : undefined;
  const stroke = ({ colour }: ChartLine) => {
    if (!colour.startsWith("#")) return style.getPropertyValue(colour);
    return isDark ? colour : mixColours(colour, "#000000", DARKENED);
  };
  return new UPlot(
    {
      width,
      height,
      scales: { x: { time: false } },
      axes: [
        { ...axis, values: (_plot, ticks) => ticks.map(chart.formatX) },
        { ...axis, size: AXIS_WIDTH, values: (_plot, ticks) => ticks.map(chart.formatY) },
      ],
      series: [
        { label: chart.xLabel, value: (_plot, x) => (x === null ? "" : chart.formatX(x)) },
        ...chart.lines.map((line, index) => ({
          label: line.label,
          stroke: stroke(line),
          width: 2.5,
          dash: DASHES[(line.dash ?? index) % DASHES.length] ?? [],
          points: { show: chart.xs.length === 1 },
          ...(paths && { paths }),
          value: (_plot: UPlot, y: number | null) => (y === null ? "" : chart.formatY(y)),
        })),
      ],
    },
    [[...chart.xs], ...chart.lines.map(({ ys }) => [...ys])],
    root,
  );
}

interface DrawnChart {
  chart: ChartLines;
  /** CSS pixels. */
  width: number;
  height: number;
  isDark: boolean;
}
