import { useEffect, useState } from "preact/hooks";
import { call } from "#client/framework/http.ts";
import type { RaceSummaryWire } from "#common/race/race-api.ts";
import { RaceCard } from "./results/race-card.tsx";
import { texts } from "./texts.ts";

const RACES_MAX = 10;

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
