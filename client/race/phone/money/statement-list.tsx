import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "#client/framework/http.ts";
import type { StatementEntryWire } from "#common/wallet/statement-schemas.ts";
import { seat } from "../seat.ts";
import { texts } from "../texts.ts";
import { StatementRow } from "./statement-row.tsx";
import { statementTexts } from "./statement-texts.ts";
import { wallet } from "./wallet.ts";

const PAGE_SIZE = 20;

/** Every movement of my chips in words, page by page, or those of one race. */
export function StatementList() {
  const { common, phone } = texts.value;
  const { statement } = statementTexts.value;
  const version = wallet.value?.version;
  const [raceId, setRaceId] = useState<number>();
  const [entries, setEntries] = useState<readonly StatementEntryWire[]>([]);
  /** Cursor of the page after; null = that was all; undefined = not asked yet. */
  const [next, setNext] = useState<string | null>();
  const [problem, setProblem] = useState<string>();
  const races = useRacesMet(entries);
  /** An answer that was overtaken by a later question is dropped. */
  const asked = useRef(0);

  async function load(before?: string) {
    asked.current += 1;
    const turn = asked.current;
    const query = {
      limit: PAGE_SIZE,
      ...(before !== undefined && { before }),
      ...(raceId !== undefined && { raceId }),
    };
    const token = seat.value?.token;
    const answer = await call("GET", "/wallet/me/statement", { query, token }).catch(
      () => undefined,
    );
    if (turn !== asked.current) return;
    if (!answer?.ok) {
      const { code, detail } = answer?.refusal ?? {};
      setProblem(code === undefined ? common.noAnswer : texts.value.refusals[code](detail));
      return;
    }
    const { entries: page } = answer.value;
    setEntries((known) => (before === undefined ? page : [...known, ...page]));
    setNext(answer.value.next);
    setProblem(undefined);
  }

  // A balance that has just moved has a new first line.
  useEffect(() => void load(), [version, raceId]);

  return (
    <section>
      <h2 class="section-label">{phone.wallet.statement}</h2>
      {races.size > 1 && (
        <label class="statement-filter">
          <span class="label">{statement.show}</span>
          <select
            class="input"
            value={raceId ?? ""}
            onChange={({ currentTarget: { value } }) =>
              setRaceId(value === "" ? undefined : Number(value))
            }
          >
            <option value="">{statement.everything}</option>
            {[...races].map(([id, number]) => (
              <option key={id} value={id}>
                {statement.onlyRace(number)}
              </option>
            ))}
          </select>
        </label>
      )}
      {next !== undefined && entries.length === 0 && <p class="dim">{phone.wallet.none}</p>}
      <ol class="statement">
        {entries.map((entry) => (
          <StatementRow key={entry.id} entry={entry} />
        ))}
      </ol>
      <p role="alert" class="refusal" hidden={problem === undefined}>
        {problem}
      </p>
      {problem !== undefined && (
        <button type="button" class="button" onClick={() => void load()}>
          {common.tryAgain}
        </button>
      )}
      {problem === undefined && typeof next === "string" && (
        <button type="button" class="button" onClick={() => void load(next)}>
          {phone.wallet.more}
        </button>
      )}
    </section>
  );
}

/** The races met so far on this statement, id → number, newest first; a filter does not forget them. */
function useRacesMet(entries: readonly StatementEntryWire[]): ReadonlyMap<number, number> {
  const met = useRef(new Map<number, number>());
  for (const { raceId, raceNumber } of entries) {
    if (raceId !== null && raceNumber !== null) met.current.set(raceId, raceNumber);
  }
  return new Map([...met.current].sort(([a], [b]) => b - a));
}
