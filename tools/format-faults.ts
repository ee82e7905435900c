import type { FaultRow } from "#server/testing/fault-report.ts";

const HEAD = ["fault", "times", "requests", "acknowledged", "lost", "doubled"];

/** The faults as a table for a terminal; rounds of the same fault are added up. */
export function formatFaults(rows: readonly FaultRow[]): string {
  const byFault = Map.groupBy(rows, ({ fault }) => fault);
  const cells = [...byFault].map(([fault, rounds]) => [
    fault,
    ...(["injected", "requests", "acknowledged", "lost", "doubled"] as const).map((figure) =>
      String(rounds.reduce((sum, row) => sum + row[figure], 0)),
    ),
  ]);
  const lines = [HEAD, ...cells];
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] as string).length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] as number;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join("  "),
    )
    .join("\n");
}
