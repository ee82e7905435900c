import { countryName } from "#client/battle/country/country-name.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import type { ScoreSeries } from "./score-series.ts";
import { texts } from "./texts.ts";

/** The figures of the chart, folded away until somebody wants them. */
export function TimelineTable({ series }: { series: ScoreSeries }) {
  const { battle: words } = texts.value.battles;
  return (
    <details>
      <summary>{words.table}</summary>
      <div class="table-scroll" role="region" aria-label={words.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.time}</th>
              {series.sides.map(({ country }) => (
                <th key={country} scope="col">
                  {countryName(country, language.value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.seconds.map((second, row) => (
              <tr key={row}>
                <th scope="row">{formatTimeLeft(second * 1_000)}</th>
                {series.sides.map(({ country, points }) => (
                  <td key={country}>{formatCount(points[row] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
