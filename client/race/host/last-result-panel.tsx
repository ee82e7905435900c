import { useEffect, useState } from "preact/hooks";
import { formatDividend } from "#client/framework/format-odds.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import type { RaceSummaryWire } from "#common/race/race-api.ts";
import { texts } from "./texts.ts";

const SHOWN_PLACES = 3;

/** The last race of this room that finished; asked again whenever one may have. */
export function LastResultPanel({ view }: { view: RaceView }) {
  const { common, host } = texts.value;
  const [race, setRace] = useState<RaceSummaryWire>();
  useEffect(() => {
    call("GET", "/races", { query: { lobby: view.lobbyCode, limit: 1 } }).then(
      (answer) => {
        if (answer.ok) setRace(answer.value.races[0]);
      },
      // No answer: the connection pill says so, and the next race asks again.
      () => undefined,
    );
  }, [view.lobbyCode, view.raceId, view.isOfficial, view.phase === "void"]);
  return (
    <section class="panel stack">
      <h2 class="section-label">{host.last.heading}</h2>
      {race === undefined ? (
        <p class="dim">{host.last.none}</p>
      ) : (
        <>
          <p class="label">
            {common.race(race.number)} · {race.title}
          </p>
          {race.status === "void" ? <p>{host.last.void}</p> : <Placings race={race} />}
        </>
      )}
    </section>
  );
}

function Placings({ race }: { race: RaceSummaryWire }) {
  const first = race.order.slice(0, SHOWN_PLACES);
  return (
    <ol class="placings">
      {first.flatMap((tied, index) =>
        tied.map((number) => {
          const runner = race.runners.find((one) => one.number === number);
          const dividend = race.dividends.find(
            ({ market, selection }) => market === "win" && selection[0] === number,
          );
          return (
            <li key={number}>
              <span class="place numeral">{1 + first.slice(0, index).flat().length}</span>
              <NumberChip number={number} livery={runner?.livery ?? 0} />
              <span class="label">{runner?.name}</span>
              {dividend && (
                <span class="numeral">{formatDividend(dividend.perUnit, language.value)}</span>
              )}
            </li>
          );
        }),
      )}
    </ol>
  );
}
