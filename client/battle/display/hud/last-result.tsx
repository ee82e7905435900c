import { useEffect, useState } from "preact/hooks";
import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { texts } from "#client/battle/display/texts.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";

const SHOWN_MAX = 4;

/** How the last battle ended; nothing before the first one. */
export function LastResult() {
  const [last, setLast] = useState<BattleSummaryWire>();
  useEffect(() => {
    const leave = new AbortController();
    void readLast(leave.signal).then((found) => {
      if (!leave.signal.aborted) setLast(found);
    });
    return () => leave.abort();
  }, []);
  if (last === undefined) return null;
  const { battle } = texts.value;
  return (
    <section class="idle-last panel" aria-label={battle.lastResult}>
      <h3>
        {battle.lastResult}
        {last.isTie && <b> · {battle.tie}</b>}
      </h3>
      <ol>
        {last.standings.slice(0, SHOWN_MAX).map(({ country, points, place }) => (
          <li key={country} class={place === 1 ? "is-first" : ""}>
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
async function readLast(signal: AbortSignal): Promise<BattleSummaryWire | undefined> {
  try {
    const found = await call("GET", "/battles", { query: { limit: 1 }, signal });
    return found.ok ? found.value.battles[0] : undefined;
  } catch {
    return undefined;
  }
}
