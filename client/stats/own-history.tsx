import { useMemo } from "preact/hooks";
import type { ChartLines } from "#client/framework/chart/chart-lines.ts";
import { LineChart } from "#client/framework/chart/line-chart.tsx";
import { Figure } from "#client/framework/figure.tsx";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { language } from "#client/framework/language.ts";
import type { RouteReplyWire } from "#common/framework/route-contract.ts";
import type { statsRoutes } from "#common/stats/stats-api.ts";
import type { OwnRaceWire } from "#common/stats/stats-schemas.ts";
import { OwnRaceTable } from "./own-race-table.tsx";
import { texts } from "./texts.ts";
import { toneOf } from "./tone-of.ts";

type OwnStats = RouteReplyWire<(typeof statsRoutes)["readOwnStats"]>;

/** Totals, the biggest win, the net result race by race, and the races themselves. */
export function OwnHistory({ own }: { own: OwnStats }) {
  const { stats } = texts.value;
  const { me: words } = stats;
  const chart = useMemo(() => toNetLines(own.history), [own, language.value]);
  return (
    <>
      <div class="columns">
        <div class="stack">
          <Totals own={own} />
          <BiggestWin win={own.biggestWin} />
        </div>
        <section class="panel stack">
          <h2 class="section-label">{words.chart}</h2>
          {own.history.length === 0 ? (
            <p class="dim">{stats.chartNone}</p>
          ) : (
            <LineChart chart={chart} />
          )}
        </section>
      </div>
      <section class="panel stack">
        <h2 class="section-label">{words.history}</h2>
        {own.history.length === 0 ? (
          <p class="dim">{words.historyNone}</p>
        ) : (
          <OwnRaceTable history={own.history} />
        )}
        {own.races > own.history.length && <p class="hint">{words.historyMax}</p>}
        <p class="hint">{words.netHint}</p>
      </section>
    </>
  );
}

function Totals({ own }: { own: OwnStats }) {
  const { me: words } = texts.value.stats;
  const chips = (amount: string) => formatAmount(amount, language.value);
  return (
    <dl class="panel figures">
      <Figure label={words.net} tone={toneOf(BigInt(own.net))}>
        {formatAmount(own.net, language.value, { isSigned: true })}
      </Figure>
      <Figure label={words.races}>{formatCount(own.races)}</Figure>
      <Figure label={words.bets}>{formatCount(own.bets)}</Figure>
      <Figure label={words.won}>{formatCount(own.won)}</Figure>
      <Figure label={words.staked}>{chips(own.staked)}</Figure>
      <Figure label={words.paid}>{chips(own.paid)}</Figure>
      <Figure label={words.powers}>{chips(own.powers)}</Figure>
    </dl>
  );
}

function BiggestWin({ win }: { win: OwnStats["biggestWin"] }) {
  const { stats, words: raceWords } = texts.value;
  const { me: words } = stats;
  return (
    <section class="panel stack">
      <h2 class="section-label">{words.biggest}</h2>
      {win === null ? (
        <p class="dim">{words.biggestNone}</p>
      ) : (
        <>
          <p class="numeral biggest is-gain">
            {formatAmount(win.net, language.value, { isSigned: true })}
          </p>
          <p>
            {raceWords.markets[win.market] ?? win.market}: {win.runners.join(" – ")} ·{" "}
            <a href={`/stats/races/${win.raceId}`}>{stats.race(win.raceNumber, win.lobby)}</a>
          </p>
          <p class="dim">
            {words.biggestStake(
              formatAmount(win.stake, language.value),
              formatAmount(win.payout, language.value),
            )}
          </p>
        </>
      )}
    </section>
  );
}

/** The net so far, oldest race first. */
function toNetLines(history: readonly OwnRaceWire[]): ChartLines {
  const { me: words, runner } = texts.value.stats;
  const races = history.toReversed();
  const chips = (y: number) =>
    formatAmount(BigInt(Math.round(y)), language.value, { isSigned: true });
  return {
    xs: races.map((_, index) => index + 1),
    xLabel: runner.race,
    formatX: (x) => (Number.isInteger(x) ? formatCount(x) : ""),
    formatY: chips,
    lines: [
      { label: words.total, ys: races.map(({ total }) => Number(total)), colour: "--gold-text" },
    ],
    isStepped: false,
  };
}
