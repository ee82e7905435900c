import { useEffect, useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatDividend } from "#client/framework/format-odds.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceSummaryWire } from "#common/race/race-api.ts";
import { RaceLinks } from "./race-links.tsx";
import { texts } from "./texts.ts";

const RACES_MAX = 10;
const SHOWN_PLACES = 3;

/** The last races of this room, newest first. Read again whenever the room moves on to another race. */
export function ResultsPage(props: { lobbyCode: string; raceId: number | undefined }) {
  const { common, phone } = texts.value;
  const [races, setRaces] = useState<readonly RaceSummaryWire[]>();
  const [isSilent, setSilent] = useState(false);

  async function load() {
    const query = { lobby: props.lobbyCode, limit: RACES_MAX };
    const answer = await call("GET", "/races", { query }).catch(() => undefined);
    setSilent(!answer?.ok);
    if (answer?.ok) setRaces(answer.value.races);
  }
  useEffect(() => void load(), [props.raceId]);

  return (
    <main class="results">
      <h1 class="headline">{phone.results.heading}</h1>
      {races?.length === 0 && <p class="dim">{phone.results.none}</p>}
      <ol class="race-list">
        {races?.map((race) => (
          <RaceCard key={race.raceId} race={race} />
        ))}
      </ol>
      <p class="page-links">
        <a class="button" href="/stats">
          {phone.results.stats}
        </a>
        <a class="button" href="/battles">
          {phone.results.battles}
        </a>
      </p>
      {isSilent && (
        <div role="alert" class="stack">
          <p class="refusal">{common.noAnswer}</p>
          <button type="button" class="button" onClick={() => void load()}>
            {common.tryAgain}
          </button>
        </div>
      )}
    </main>
  );
}

function RaceCard({ race }: { race: RaceSummaryWire }) {
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
      {race.status === "void" ? <p>{phone.results.void}</p> : <Placings race={race} />}
      <RaceLinks raceId={race.raceId} />
    </li>
  );
}

function Placings({ race }: { race: RaceSummaryWire }) {
  const { phone } = texts.value;
  const placed = race.order.slice(0, SHOWN_PLACES).flatMap((tied, index, groups) => {
    const place = 1 + groups.slice(0, index).flat().length;
    return tied.map((number) => ({ number, place }));
  });
  return (
    <ol class="order">
      {placed.map(({ number, place }) => {
        const runner = race.runners.find((one) => one.number === number);
        const dividend = race.winDividends.find((one) => one.number === number);
        return (
          <li key={number}>
            <span class="place numeral">{place}</span>
            <NumberChip number={number} livery={runner?.livery ?? 0} />
            <span class="runner-name label">{runner?.name}</span>
            {dividend !== undefined && (
              <span class="gap">
                {phone.results.paid(formatDividend(dividend.perUnit, language.value))}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
