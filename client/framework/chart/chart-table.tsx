import { TableFrame } from "../table-frame.tsx";
import type { ChartLines } from "./chart-lines.ts";

/** The figures of a chart, folded away until somebody wants them. */
export function ChartTable({ label, chart }: { label: string; chart: ChartLines }) {
  return (
    <details class="chart-table">
      <summary>{label}</summary>
      <TableFrame label={label} heads={[chart.xLabel, ...chart.lines.map((line) => line.label)]}>
        {chart.xs.map((x, row) => (
          <tr key={row}>
            <th scope="row">{chart.formatX(x)}</th>
            {chart.lines.map(({ label, ys }) => (
              <td key={label}>{chart.formatY(ys[row] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </TableFrame>
    </details>
  );
}
