import { formatAmount } from "#client/framework/format-amount.ts";
import { formatDividend } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { SelectionChips } from "#client/race/selection-chips.tsx";
import type { RaceSummaryWire } from "#common/race/race-api.ts";
import { RaceLinks } from "../race-links.tsx";
import { texts } from "../texts.ts";

const SHOWN_PLACES = 3;

/** One finished race: who came in, what every market paid, and where to check it. */
export function RaceCard({ race }: { race: RaceSummaryWire }) {
  const { common, phone } = texts.value;
  const at = new Date(race.finishedAt);
  const time = at.toLocaleTimeString(language.value, { hour: "2-digit", minute: "2-digit" });
  return (
    <li class="panel race-card">
      <h2 class="label">
        {common.race(race.number)} · {race.title}
      </h2>
      <p class="dim">
        <time dateTime={at.toISOString()}>{time}</time> ·{" "}
        {phone.results.pool(formatAmount(race.gross, language.value))}
      </p>
      {race.status === "void" ? (
        <p>{phone.results.void}</p>
      ) : (
        <>
          <Placings race={race} />
          <Combinations race={race} />
        </>
      )}
      <RaceLinks raceId={race.raceId} />
    </li>
  );
}

function Placings({ race }: { race: RaceSummaryWire }) {
  const placed = race.order.slice(0, SHOWN_PLACES).flatMap((tied, index, groups) => {
    const place = 1 + groups.slice(0, index).flat().length;
    return tied.map((number) => ({ number, place }));
  });
  return (
    <ol class="order">
      {placed.map(({ number, place }) => {
        const runner = race.runners.find((one) => one.number === number);
        return (
          <li key={number}>
            <span class="place numeral">{place}</span>
            <NumberChip number={number} livery={runner?.livery ?? 0} />
            <span class="runner-name label">
              {runner?.name}
              <Dividends race={race} number={number} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Dividends({ race, number }: { race: RaceSummaryWire; number: number }) {
  const { markets } = texts.value.words;
  const paid = race.dividends.filter(
    ({ selection }) => selection.length === 1 && selection[0] === number,
  );
  return (
    <span class="dividends">
      {paid.map(({ market, perUnit }) => (
        <span key={market} class="dividend">
          <small>{markets[market] ?? market}</small> {formatDividend(perUnit, language.value)}
        </span>
      ))}
    </span>
  );
}

function Combinations({ race }: { race: RaceSummaryWire }) {
  const { markets } = texts.value.words;
  const paid = race.dividends.filter(({ selection }) => selection.length > 1);
  if (paid.length === 0) return null;
  return (
    <ul class="order combinations">
      {paid.map(({ market, selection, perUnit }) => (
        <li key={`${market} ${selection.join("-")}`}>
          <span class="combination-market label">{markets[market] ?? market}</span>
          <SelectionChips market={market} selection={selection} runners={race.runners} />
          <span class="dividend">{formatDividend(perUnit, language.value)}</span>
        </li>
      ))}
    </ul>
  );
}
