import { formatDividend } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import { useRunnerLook } from "./runner-look.ts";
import { texts } from "./texts.ts";

/** What each pool paid for a chip, selection by selection. */
export function DividendTable({ race }: { race: RaceStatsWire }) {
  const { words: raceWords, stats } = texts.value;
  const { oneRace: words } = stats;
  const rows = race.pools.flatMap(({ market, dividends }) =>
    dividends.map((dividend) => ({ market, ...dividend })),
  );
  return (
    <section class="panel stack">
      <h2 class="section-label">{words.dividends}</h2>
      {rows.length === 0 ? (
        <p class="dim">{words.dividendsNone}</p>
      ) : (
        <TableFrame label={words.dividends} heads={[words.market, words.selection, words.perUnit]}>
          {rows.map(({ market, selection, perUnit }) => (
            <tr key={`${market} ${selection.join("-")}`}>
              <th scope="row">{raceWords.markets[market] ?? market}</th>
              <td>
                <Selection race={race} selection={selection} />
              </td>
              <td class="numeral">{formatDividend(perUnit, language.value)}</td>
            </tr>
          ))}
        </TableFrame>
      )}
    </section>
  );
}

/** Chips alone: the names stand in the order beside it, and are read out here. */
function Selection(props: { race: RaceStatsWire; selection: readonly number[] }) {
  const { race, selection } = props;
  const { Chip } = useRunnerLook();
  const runners = selection.flatMap(
    (number) => race.runners.find((one) => one.number === number) ?? [],
  );
  return (
    <span class="selection">
      {runners.map(({ number, livery, name }) => (
        <span key={number}>
          <Chip number={number} livery={livery} />
          <span class="visually-hidden">{name}</span>
        </span>
      ))}
    </span>
  );
}
