import { formatAmount } from "#client/framework/format-amount.ts";
import { formatDividend } from "#client/framework/format-odds.ts";
import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import type { Gap, Standing } from "#client/race/display/standings.ts";
import { texts } from "#client/race/display/texts.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { dividendOf, offeredMarkets, poolOf } from "#client/race/pools.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { selectionSize } from "#client/race/selection.ts";
import { marketNames } from "#common/tote/market.ts";
import { CombinationsCard } from "./combinations-card.tsx";
import { FairnessLine } from "./fairness-line.tsx";
import { Podium } from "./podium.tsx";
import { TimeLeft } from "./time-left.tsx";
import { useDisplay } from "./use-display.ts";

/** The order of finish with what it pays; `OFFICIAL` only once settlement has committed (TOTE-9). */
export function OfficialBoard({ view }: { view: RaceView }) {
  const standings = useDisplay().feed.standings.value;
  const { common, display } = texts.value;
  const pools = marketNames.reduce((sum, market) => sum + BigInt(poolOf(view, market)), 0n);
  const scratched = view.runners.filter(({ isScratched }) => isScratched);
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
          {scratched.length > 0 && (
            <> · {display.scratched(scratched.map(({ name }) => name).join(", "))}</>
          )}
        </p>
        {view.isOfficial && <FairnessLine view={view} />}
      </section>
      <Podium standings={standings} />
      <CombinationsCard view={view} />
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
  const { display, words } = texts.value;
  const markets = offeredMarkets(view).filter((market) => selectionSize(market) === 1);
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
          {markets.map((market) => (
            <th key={market} scope="col" class="is-figure">
              {words.markets[market]}
            </th>
          ))}
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
              {markets.map((market) => (
                <td key={market} class={`tote-odds ${market === "win" ? "" : "is-place"}`}>
                  {dividend(runner && dividendOf(runner, market))}
                </td>
              ))}
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
