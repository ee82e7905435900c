import { formatAmount } from "#client/framework/format-amount.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatMoment } from "#client/framework/format-moment.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { OwnRaceWire } from "#common/stats/stats-schemas.ts";
import { texts } from "./texts.ts";
import { toneOf } from "./tone-of.ts";

/** My races, newest first: what each brought and how it stood after it. */
export function OwnRaceTable({ history }: { history: readonly OwnRaceWire[] }) {
  const { stats } = texts.value;
  const { me: words } = stats;
  const chips = (amount: string) => formatAmount(amount, language.value);
  const signed = (amount: string) => formatAmount(amount, language.value, { isSigned: true });
  return (
    <TableFrame
      label={words.history}
      heads={[
        stats.runner.race,
        words.thisRace,
        words.total,
        words.bets,
        words.staked,
        words.paid,
        words.powers,
        words.when,
      ]}
    >
      {history.map((race) => (
        <tr key={race.raceId}>
          <th scope="row">
            <a href={`/stats/races/${race.raceId}`}>{stats.race(race.raceNumber, race.lobby)}</a>
          </th>
          <td class={`numeral ${toneOf(BigInt(race.net))}`}>{signed(race.net)}</td>
          <td class="numeral">{signed(race.total)}</td>
          <td>{formatCount(race.bets)}</td>
          <td>{chips(race.staked)}</td>
          <td>{chips(race.paid)}</td>
          <td>{chips(race.powers)}</td>
          <td>
            <time dateTime={new Date(race.finishedAt).toISOString()}>
              {formatMoment(race.finishedAt)}
            </time>
          </td>
        </tr>
      ))}
    </TableFrame>
  );
}
