import { formatMoment } from "#client/framework/format-moment.ts";
import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { RunnerStartWire } from "#common/stats/stats-schemas.ts";
import { formatHundredths, formatPercent } from "./format-hundredths.ts";
import { texts } from "./texts.ts";

/** The last starts of a runner, newest first, each the way to its race: what the chart draws, and more. */
export function StartTable({ starts }: { starts: readonly RunnerStartWire[] }) {
  const { figures, runner: words, race } = texts.value.stats;
  return (
    <section class="panel stack">
      <h2 class="section-label">{words.starts}</h2>
      <TableFrame
        label={words.starts}
        heads={[
          words.race,
          words.number,
          words.placing,
          words.share,
          words.won,
          words.expected,
          words.time,
          words.track,
          texts.value.stats.me.when,
        ]}
      >
        {starts.map((start) => (
          <tr key={start.raceId}>
            <th scope="row">
              <a href={`/stats/races/${start.raceId}`}>{race(start.raceNumber, start.lobby)}</a>
            </th>
            <td>{start.saddleNumber}</td>
            <td class="numeral">{words.of(start.placing, start.fieldSize)}</td>
            <td>
              {start.shareBps === null ? (
                <span class="dim">{words.noShare}</span>
              ) : (
                figures.percent(formatPercent(start.shareBps))
              )}
            </td>
            <td>{start.pooledWins}</td>
            <td>{formatHundredths(start.expectedWinsHundredths)}</td>
            <td>{figures.seconds(formatRaceTime(start.finishTimeMs, language.value))}</td>
            <td>{start.track}</td>
            <td>
              <time dateTime={new Date(start.finishedAt).toISOString()}>
                {formatMoment(start.finishedAt)}
              </time>
            </td>
          </tr>
        ))}
      </TableFrame>
    </section>
  );
}
