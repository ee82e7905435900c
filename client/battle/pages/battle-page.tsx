import { useMemo } from "preact/hooks";
import { ChartTable } from "#client/framework/chart/chart-table.tsx";
import { LineChart } from "#client/framework/chart/line-chart.tsx";
import { formatCount } from "#client/framework/format-count.ts";
import { formatClock, formatMoment } from "#client/framework/format-moment.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { ProblemNote } from "#client/framework/problem-note.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import type { BattleDetailWire, BattleSummaryWire } from "#common/battle/battle-api.ts";
import { GifterLists } from "./gifter-lists.tsx";
import { PointsTable } from "./points-table.tsx";
import { ResultPicture } from "./result-picture.tsx";
import { battleTitle, resultWords } from "./result-words.ts";
import { toScoreChart } from "./score-chart.ts";
import { toScoreSeries } from "./score-series.ts";
import { StandingsList } from "./standings-list.tsx";
import { texts } from "./texts.ts";

const ASKED_EVERY_MS = 5_000;

/** One battle: how it ended, how it went, and what every point was for. */
export function BattlePage({ id }: { id: number }) {
  const { battles } = texts.value;
  const asked = useAsked(() => call("GET", "/battles/:id", { params: { id } }), [id], {
    everyMs: ASKED_EVERY_MS,
    isLast: ({ battle }) => isOver(battle),
  });
  const isMissing = asked.problem !== "silent" && asked.problem?.code === "battle_unknown";
  return (
    <main class="page">
      <p>
        <a class="button is-link" href="/battles">
          {battles.battle.back}
        </a>
      </p>
      {isMissing ? (
        <p>{battles.battle.missing}</p>
      ) : (
        <ProblemNote asked={asked} texts={texts.value} />
      )}
      {asked.value === undefined && asked.problem === undefined && (
        <p class="dim">{battles.loading}</p>
      )}
      {asked.value !== undefined && <Detail detail={asked.value} />}
    </main>
  );
}

function Detail({ detail }: { detail: BattleDetailWire }) {
  const { battle: words } = texts.value.battles;
  const { battle, gifters, points, timeline } = detail;
  const chart = useMemo(
    () => toScoreChart(toScoreSeries(detail), words.time),
    [battle.id, timeline.length, timeline.at(-1)?.at, battle.endedAt, language.value],
  );
  return (
    <>
      <Heading battle={battle} />
      <div class="battle-columns">
        <section class="panel stack">
          <h2 class="section-label">{words.standings}</h2>
          <StandingsList battle={battle} />
        </section>
        <ResultPicture battle={battle} />
      </div>
      <section class="panel stack">
        <h2 class="section-label">{words.chart}</h2>
        {timeline.length === 0 ? (
          <p class="dim">{words.chartNone}</p>
        ) : (
          <>
            <LineChart chart={chart} />
            <ChartTable label={words.table} chart={chart} />
          </>
        )}
      </section>
      <section class="panel stack">
        <h2 class="section-label">{words.gifters}</h2>
        <GifterLists gifters={gifters} />
      </section>
      <section class="panel stack">
        <h2 class="section-label">{words.list}</h2>
        <PointsTable points={points} />
      </section>
    </>
  );
}

function isOver({ endedAt, phase }: BattleSummaryWire): boolean {
  return endedAt !== null || phase === "dropped";
}

function Heading({ battle }: { battle: BattleSummaryWire }) {
  const { battles } = texts.value;
  return (
    <header class="stack">
      <h1 class="headline">{battleTitle(battle)}</h1>
      <p class="label">
        {isOver(battle) ? resultWords(battle) : battles.live.phases[battle.phase]}
        {battle.isRehearsal && <small class="tag">{battles.rehearsal}</small>}
      </p>
      <p class="dim">
        {battles.battle.from(formatMoment(battle.startedAt))}
        {battle.endedAt !== null && `, ${battles.battle.to(formatClock(battle.endedAt))}`} ·{" "}
        {battles.gifts(formatCount(battle.gifts))} ·{" "}
        {battles.diamonds(formatCount(battle.diamonds))}
      </p>
      {battle.isRehearsal && <p class="hint">{battles.rehearsalDetail}</p>}
      {battle.extendedMs > 0 && (
        <p class="hint">
          {battles.battle.extended(formatCount(Math.round(battle.extendedMs / 1_000)))}
        </p>
      )}
    </header>
  );
}
