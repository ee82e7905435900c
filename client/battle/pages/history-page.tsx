import { useState } from "preact/hooks";
import { call } from "#client/framework/http.ts";
import { ProblemNote } from "#client/framework/problem-note.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { BattleCard } from "./battle-card.tsx";
import { LiveBattle } from "./live-battle.tsx";
import { texts } from "./texts.ts";

const PAGE_SIZE = 12;

/** Every battle that has ended, newest first, page by page; above them the one that is on. */
export function HistoryPage() {
  const { battles } = texts.value;
  const [older, setOlder] = useState<readonly BattleSummaryWire[]>([]);
  const [before, setBefore] = useState<number>();
  /** A page that was not full is the last. */
  const [isAll, setAll] = useState(false);
  const asked = useAsked(async () => {
    const query = before === undefined ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, before };
    const answer = await call("GET", "/battles", { query });
    if (answer.ok) {
      setOlder((known) => append(known, answer.value.battles));
      setAll(answer.value.battles.length < PAGE_SIZE);
    }
    return answer;
  }, [before]);

  return (
    <main class="page">
      <h1 class="headline">{battles.history.heading}</h1>
      <LiveBattle />
      {asked.value === undefined && asked.problem === undefined && (
        <p class="dim">{battles.loading}</p>
      )}
      {asked.value !== undefined && older.length === 0 && (
        <section class="panel stack">
          <p class="label">{battles.history.none}</p>
          <p class="dim">{battles.history.noneDetail}</p>
        </section>
      )}
      <ol class="battle-cards">
        {older.map((battle) => (
          <BattleCard key={battle.id} battle={battle} />
        ))}
      </ol>
      <ProblemNote asked={asked} texts={texts.value} />
      {older.length > 0 &&
        (isAll ? (
          <p class="dim">{battles.history.end}</p>
        ) : (
          <button type="button" class="button" onClick={() => setBefore(older.at(-1)?.id)}>
            {battles.history.older}
          </button>
        ))}
    </main>
  );
}

/** Older battles behind the known ones, each once. */
function append(
  known: readonly BattleSummaryWire[],
  more: readonly BattleSummaryWire[],
): BattleSummaryWire[] {
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...more.filter(({ id }) => !ids.has(id))];
}
