import { useEffect, useState } from "preact/hooks";
import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { texts } from "#client/battle/display/texts.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";

const SHOWN_MAX = 4;

/** How the last battle of this stage ended; nothing before the first one that had a result. */
export function LastResult({ stage }: { stage: string }) {
  const [last, setLast] = useState<BattleSummaryWire>();
  useEffect(() => {
    const leave = new AbortController();
    void readLast(stage, leave.signal).then((found) => {
      if (!leave.signal.aborted) setLast(found);
    });
    return () => leave.abort();
  }, [stage]);
  if (last === undefined) return null;
  const { battle } = texts.value;
  const [best] = last.standings;
  /** All who share the lead at a tie. */
  const isFirst = (points: number) => points === best?.points;
  return (
    <section class="idle-last panel" aria-label={battle.lastResult}>
      <h3>
        {battle.lastResult}
        {last.isTie && <b> · {battle.tie}</b>}
      </h3>
      <ol>
        {last.standings.slice(0, SHOWN_MAX).map(({ country, points }) => (
          <li key={country} class={isFirst(points) ? "is-first" : ""}>
            <Flag country={country} />
            <span>{countryName(country, language.value)}</span>
            <b>{formatPoints(points, language.value)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Without an answer there is no last battle to speak of: the picture goes on without it. */
async function readLast(
  stage: string,
  signal: AbortSignal,
): Promise<BattleSummaryWire | undefined> {
  try {
    const found = await call("GET", "/battles", {
      query: { phase: "finished", stage, limit: 1 },
      signal,
    });
    return found.ok ? found.value.battles[0] : undefined;
  } catch {
    return undefined;
  }
}
