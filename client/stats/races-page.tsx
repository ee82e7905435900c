import { formatAmount } from "#client/framework/format-amount.ts";
import { formatMoment } from "#client/framework/format-moment.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import type { RaceSummaryWire } from "#common/race/race-api.ts";
import { AskedNote } from "./asked-note.tsx";
import { RunnerMark } from "./runner-mark.tsx";
import { texts } from "./texts.ts";

const RACES_MAX = 50;

/** The races that are over, newest first, each the way to its own page. */
export function RacesPage() {
  const { races: words } = texts.value.stats;
  const asked = useAsked(() => call("GET", "/races", { query: { limit: RACES_MAX } }), []);
  return (
    <main class="page">
      <h1 class="headline">{words.heading}</h1>
      <AskedNote asked={asked} />
      {asked.value?.races.length === 0 && (
        <section class="panel stack">
          <p class="label">{words.none}</p>
          <p class="dim">{words.noneDetail}</p>
        </section>
      )}
      <ol class="race-cards">
        {asked.value?.races.map((race) => (
          <RaceCard key={race.raceId} race={race} />
        ))}
      </ol>
    </main>
  );
}

function RaceCard({ race }: { race: RaceSummaryWire }) {
  const { races: words, race: title } = texts.value.stats;
  const winners = race.runners.filter(({ number }) => race.order[0]?.includes(number));
  return (
    <li>
      <a class="panel race-card" href={`/stats/races/${race.raceId}`}>
        <span class="race-card-head">
          <span class="label">{title(race.number, race.lobby)}</span>
          <span class="dim">{formatMoment(race.finishedAt)}</span>
        </span>
        <span class="race-card-title">{race.title}</span>
        {race.status === "void" ? (
          <span class="tag">{words.void}</span>
        ) : (
          <span class="race-card-winners">
            <span class="dim">{winners.length > 1 ? words.winners : words.winner}</span>
            {winners.map(({ number, livery, name }) => (
              <RunnerMark key={number} number={number} livery={livery} name={name} />
            ))}
          </span>
        )}
        <span class="dim">{words.staked(formatAmount(race.gross, language.value))}</span>
      </a>
    </li>
  );
}
