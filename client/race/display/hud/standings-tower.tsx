import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import type { Gap } from "#client/race/display/standings.ts";
import { texts } from "#client/race/display/texts.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { oddsOf } from "#client/race/pools.ts";
import { PowerIcon, powersAtWork } from "#client/race/power-icon.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { useDisplay } from "./use-display.ts";

/** Who is where and how far behind, during the race. Rows keep their element and slide to their place. */
export function StandingsTower({ view }: { view: RaceView }) {
  const standings = useDisplay().feed.standings.value;
  const { display, words } = texts.value;
  const isAtGates = view.phase === "gates";
  const odds = new Map(view.runners.map((runner) => [runner.number, oddsOf(runner, "win")]));
  const bySaddle = standings
    .map((standing, rank) => ({ ...standing, rank }))
    .sort((a, b) => a.number - b.number);
  return (
    <section
      class={`tower panel ${standings.length > 12 ? "is-dense" : ""}`}
      aria-label={display.standings}
      style={{ "--rows": standings.length }}
    >
      <p class="tower-head" aria-hidden="true">
        <span>{isAtGates ? display.startingGrid : display.standings}</span>
        <span>{isAtGates ? words.markets["win"] : display.gap}</span>
      </p>
      <ul class="tower-rows">
        {bySaddle.map(({ number, name, livery, rank, place, gap, isGaining, effects }) => (
          <li
            key={number}
            class={`tower-row ${rank === 0 && !isAtGates ? "is-leader" : ""} ${isGaining && rank > 0 ? "is-gaining" : ""}`}
            style={{ "--rank": rank }}
          >
            {!isAtGates && <b class="tower-place">{place}</b>}
            <NumberChip number={number} livery={livery} />
            <span class="tower-name">
              {name}
              {isGaining && rank > 0 && (
                <i class="tower-gain" aria-hidden="true">
                  »
                </i>
              )}
            </span>
            {powersAtWork(effects).map((power) => (
              <PowerIcon key={power} power={power} />
            ))}
            <span class="tower-gap">
              {isAtGates ? formatOdds(odds.get(number) ?? 0, language.value) : gapText(gap)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function gapText(gap: Gap): string {
  if (gap.kind === "leader") return texts.value.display.leader;
  if (gap.kind === "unknown") return "–";
  const decimals = gap.kind === "final" ? 3 : 2;
  const seconds = (gap.ms / 1000).toLocaleString(language.value, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `+${seconds}`;
}
