import { useMemo, useState } from "preact/hooks";
import type { ChartLines } from "#client/framework/chart/chart-lines.ts";
import { ChartTable } from "#client/framework/chart/chart-table.tsx";
import { LineChart } from "#client/framework/chart/line-chart.tsx";
import { formatCount } from "#client/framework/format-count.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { Segments } from "#client/framework/segments.tsx";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import { type PoolLines, toMarketLines, toRunnerLines } from "./pool-lines.ts";
import { useRunnerLook } from "./runner-look.ts";
import { texts } from "./texts.ts";

const shows = ["runners", "markets"] as const;

/** How the pools grew while betting: the win pool by runner, or all pools; as a chart and as a table. */
export function PoolHistory({ race }: { race: RaceStatsWire }) {
  const { oneRace: words } = texts.value.stats;
  const { colourOf } = useRunnerLook();
  const [shown, setShown] = useState<(typeof shows)[number]>("runners");
  const { history, runners } = race;
  const chart = useMemo(() => {
    const { stats, words: raceWords } = texts.value;
    const drawn =
      shown === "runners"
        ? toRunnerLines(history, runners, colourOf)
        : toMarketLines(history, raceWords.markets);
    return toChart(drawn, stats.oneRace.since);
  }, [race, shown, language.value]);
  return (
    <section class="panel stack">
      <div class="panel-head">
        <h2 class="section-label">{words.history}</h2>
        {history.length > 0 && (
          <Segments
            class="segments-field"
            legend={words.showLabel}
            legendClass="visually-hidden"
            values={shows}
            chosen={shown}
            words={(value) => words.shows[value]}
            onChoose={setShown}
          />
        )}
      </div>
      {history.length === 0 ? (
        <p class="dim">{words.historyNone}</p>
      ) : (
        <>
          <LineChart chart={chart} />
          <ChartTable label={texts.value.stats.table} chart={chart} />
          <p class="hint">{words.historyHint}</p>
        </>
      )}
    </section>
  );
}

function toChart(drawn: PoolLines, xLabel: string): ChartLines {
  return {
    ...drawn,
    xLabel,
    formatX: (second) => formatTimeLeft(second * 1_000),
    formatY: (stakes) => formatCount(Math.round(stakes)),
    isStepped: true,
  };
}
