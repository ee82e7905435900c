import type { ChartLines } from "./chart-lines.ts";
import { TableFrame } from "./table-frame.tsx";
import { texts } from "./texts.ts";

/** The figures of a chart, folded away until somebody wants them. */
export function ChartTable({ chart }: { chart: ChartLines }) {
  const { stats } = texts.value;
  return (
    <details>
      <summary>{stats.table}</summary>
      <TableFrame
        label={stats.table}
        heads={[chart.xLabel, ...chart.lines.map(({ label }) => label)]}
      >
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
