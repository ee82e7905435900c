import type { BenchResult } from "./bench-result.ts";

const HEAD = ["", "value", "floor", "ratio"];

/** The rows as a table in plain text, one line each, figures right-aligned, three digits that count. */
export function formatRows(rows: BenchResult["rows"]): string {
  const cells = rows.map(({ label, value, unit, floor, ratio }) => [
    label,
    `${formatFigure(value)} ${unit}`.trim(),
    floor === undefined ? "" : `${formatFigure(floor)} ${unit}`.trim(),
    ratio === undefined ? "" : `${ratio.toFixed(2)}×`,
  ]);
  const table = [HEAD, ...cells];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** At least three digits that count, whole from 100 up: 0.412, 16.8, 1,780. */
function formatFigure(value: number): string {
  const fractionDigits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString("en", {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
}
