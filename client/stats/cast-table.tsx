import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import { RunnerMark } from "./runner-mark.tsx";
import { texts } from "./texts.ts";

/** A step of the race. */
const TICKS_PER_SECOND = 20;

/** Every power cast, in order, and what became of it. */
export function CastTable({ race }: { race: RaceStatsWire }) {
  const { words: raceWords, stats } = texts.value;
  const { oneRace: words } = stats;
  return (
    <section class="panel stack">
      <h2 class="section-label">{words.casts}</h2>
      {race.casts.length === 0 ? (
        <p class="dim">{words.castsNone}</p>
      ) : (
        <TableFrame
          label={words.casts}
          heads={[words.power, words.target, words.at, words.cost, words.outcome]}
        >
          {race.casts.map((cast) => (
            <tr key={cast.seq}>
              <th scope="row">{raceWords.powers[cast.power] ?? cast.power}</th>
              <td>
                <Target race={race} number={cast.target} />
              </td>
              <td>{stats.figures.seconds(`${Math.floor(cast.tick / TICKS_PER_SECOND)}`)}</td>
              <td class="numeral">{formatAmount(cast.cost, language.value)}</td>
              <td>
                {words.outcomes[cast.status]}
                {cast.reason !== "" && (
                  <small class="tag">
                    {raceWords.released[cast.reason] ?? raceWords.releasedPlain}
                  </small>
                )}
              </td>
            </tr>
          ))}
        </TableFrame>
      )}
    </section>
  );
}

function Target({ race, number }: { race: RaceStatsWire; number: number }) {
  const runner = race.runners.find((one) => one.number === number);
  return runner === undefined ? null : <RunnerMark {...runner} />;
}
