import { formatAmount } from "#client/framework/format-amount.ts";
import { formatDividend } from "#client/framework/format-odds.ts";
import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import type { Gap, Standing } from "#client/race/display/standings.ts";
import { texts } from "#client/race/display/texts.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { Podium } from "./podium.tsx";
import { TimeLeft } from "./time-left.tsx";
import { useDisplay } from "./use-display.ts";

/** The order of finish with what it pays; `OFFICIAL` only once settlement has committed (TOTE-9). */
export function OfficialBoard({ view }: { view: RaceView }) {
  const standings = useDisplay().feed.standings.value;
  const { common, display } = texts.value;
  const pools = BigInt(view.winPool) + BigInt(view.placePool);
  return (
    <div class="official">
      <section
        class={`result panel ${view.runners.length > 12 ? "is-dense" : ""}`}
        aria-label={display.resultHeading}
      >
        <header class="tote-head">
          <h2 class="panel-heading">{display.resultHeading}</h2>
          <p class={`stamp ${view.isOfficial ? "is-official" : ""}`} aria-live="polite">
            {view.isOfficial ? common.official : common.unofficial}
          </p>
        </header>
        <ResultTable view={view} standings={standings} />
        <p class="tote-note">
          {display.perUnit} · {display.poolsPaid(formatAmount(pools, language.value))}
        </p>
      </section>
      <Podium standings={standings} />
      <section class="next-race panel">
        {view.phaseEndsAt > 0 && (
          <>
            <span>{display.nextRaceIn}</span> <TimeLeft />
          </>
        )}
      </section>
    </div>
  );
}

function ResultTable({ view, standings }: { view: RaceView; standings: readonly Standing[] }) {
  const { common, display } = texts.value;
  const runners = new Map(view.runners.map((runner) => [runner.number, runner]));
  return (
    <table class="tote-table result-table">
      <thead>
        <tr>
          <th scope="col" colSpan={3}>
            {display.runner}
          </th>
          <th scope="col" class="is-figure">
            {display.time}
          </th>
          <th scope="col" class="is-figure">
            {common.markets["win"]}
          </th>
          <th scope="col" class="is-figure">
            {common.markets["place"]}
          </th>
        </tr>
      </thead>
      <tbody>
        {standings.map(({ number, name, livery, place, gap }) => {
          const runner = runners.get(number);
          return (
            <tr key={number} class={place === 1 ? "is-favourite" : ""}>
              <td class="result-place">{place}</td>
              <td class="tote-number">
                <NumberChip number={number} livery={livery} />
              </td>
              <th scope="row" class="tote-name">
                <span>{name}</span>
              </th>
              <td class="result-time">{finishText(gap, runner?.finishTimeMs ?? 0)}</td>
              <td class="tote-odds">{dividend(runner?.winDividend)}</td>
              <td class="tote-odds is-place">{dividend(runner?.placeDividend)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function finishText(gap: Gap, finishTimeMs: number): string {
  if (finishTimeMs === 0) return "–";
  if (gap.kind === "final" && gap.ms > 0) return `+${formatRaceTime(gap.ms, language.value)}`;
  return formatRaceTime(finishTimeMs, language.value);
}

function dividend(perUnit: string | undefined): string {
  return perUnit === undefined || perUnit === "" ? "" : formatDividend(perUnit, language.value);
}
