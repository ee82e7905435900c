import { formatMoment } from "#client/framework/format-moment.ts";
import { call } from "#client/framework/http.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import { AskedNote } from "./asked-note.tsx";
import { CastTable } from "./cast-table.tsx";
import { DividendTable } from "./dividend-table.tsx";
import { OrderTable } from "./order-table.tsx";
import { PoolHistory } from "./pool-history.tsx";
import { PoolTable } from "./pool-table.tsx";
import { texts } from "./texts.ts";

/** How often a race that goes on is looked at again. */
const LOOK_EVERY_MS = 3_000;

/** One race: its pools while betting, the order of finish, dividends, pools and powers. It follows a race that goes on. */
export function RacePage({ id }: { id: number }) {
  const { oneRace: words, race: title } = texts.value.stats;
  const asked = useAsked(
    () => call("GET", "/stats/races/:raceId", { params: { raceId: id } }),
    [id],
    { everyMs: LOOK_EVERY_MS, isLast: ({ finishedAt }) => finishedAt !== null },
  );
  const race = asked.value;
  const isMissing = asked.problem !== "silent" && asked.problem?.code === "race_unknown";
  return (
    <main class="page">
      <p>
        <a class="button is-link" href="/stats/races">
          {words.back}
        </a>
      </p>
      {isMissing ? <p class="label">{words.missing}</p> : <AskedNote asked={asked} />}
      {race !== undefined && (
        <>
          <header class="stack">
            <h1 class="headline">
              {title(race.raceNumber, race.lobby)}{" "}
              <small class={`tag is-${race.status}`}>{words.status[race.status]}</small>
            </h1>
            <p class="dim">
              {race.title}
              {!race.title.includes(race.track) &&
                ` · ${race.track} · ${texts.value.common.metres(race.distanceMm / 1_000)}`}
              {race.finishedAt !== null && ` · ${formatMoment(race.finishedAt)}`}
            </p>
            {race.voidReason !== null && <p>{words.voidBecause(race.voidReason)}</p>}
          </header>
          <PoolHistory race={race} />
          <div class="columns">
            <OrderTable race={race} />
            {race.pools.length > 0 && <DividendTable race={race} />}
            {race.pools.length > 0 && <PoolTable pools={race.pools} />}
            <CastTable race={race} />
          </div>
        </>
      )}
    </main>
  );
}
