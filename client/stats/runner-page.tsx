import { useMemo } from "preact/hooks";
import { LineChart } from "#client/framework/chart/line-chart.tsx";
import { Figure } from "#client/framework/figure.tsx";
import { formatCount } from "#client/framework/format-count.ts";
import { formatRaceTime } from "#client/framework/format-time.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import type { RunnerFiguresWire, TrackFiguresWire } from "#common/stats/stats-schemas.ts";
import { AskedNote } from "./asked-note.tsx";
import { FormRow } from "./form-row.tsx";
import { formatHundredths } from "./format-hundredths.ts";
import { RunnerPatch } from "./runner-mark.tsx";
import { differenceOf } from "./sort-runners.ts";
import { StartTable } from "./start-table.tsx";
import { texts } from "./texts.ts";
import { toneOf } from "./tone-of.ts";
import { toWinLines } from "./win-lines.ts";

/** One runner: added up, wins against expected wins, by track, and its last starts. */
export function RunnerPage({ id }: { id: string }) {
  const { stats } = texts.value;
  const { runner: words } = stats;
  const asked = useAsked(
    () => call("GET", "/stats/runners/:runnerId", { params: { runnerId: id } }),
    [id],
  );
  const { value } = asked;
  const chart = useMemo(
    () => toWinLines(value?.starts ?? [], texts.value.stats),
    [value, language.value],
  );
  const isMissing = asked.problem !== "silent" && asked.problem?.code === "not_found";
  return (
    <main class="page">
      <p>
        <a class="button is-link" href="/stats">
          {words.back}
        </a>
      </p>
      {isMissing ? <p class="label">{words.missing}</p> : <AskedNote asked={asked} />}
      {value !== undefined && (
        <>
          <h1 class="headline runner-mark">
            <RunnerPatch livery={value.runner.livery} />
            {value.runner.name}
          </h1>
          <div class="columns">
            <RunnerFigures runner={value.runner} />
            <section class="panel stack">
              <h2 class="section-label">{words.chart}</h2>
              {chart.xs.length === 0 ? (
                <p class="dim">{stats.chartNone}</p>
              ) : (
                <>
                  <p class="hint">{words.chartHint}</p>
                  <LineChart chart={chart} />
                </>
              )}
            </section>
          </div>
          {value.tracks.length > 0 && <TrackTable tracks={value.tracks} />}
          {value.starts.length > 0 && <StartTable starts={value.starts} />}
        </>
      )}
    </main>
  );
}

function RunnerFigures({ runner }: { runner: RunnerFiguresWire }) {
  const { figures } = texts.value.stats;
  return (
    <dl class="panel figures">
      <Figure label={figures.starts}>{formatCount(runner.starts)}</Figure>
      <Figure label={figures.wins}>{formatCount(runner.wins)}</Figure>
      <Figure label={figures.expected}>{formatHundredths(runner.expectedWinsHundredths)}</Figure>
      <Figure label={figures.difference} tone={toneOf(differenceOf(runner))}>
        {formatHundredths(differenceOf(runner), { isSigned: true })}
      </Figure>
      <Figure label={figures.firstThree}>{formatCount(runner.firstThree)}</Figure>
      <Figure label={`${figures.form}, ${figures.formHint}`}>
        <FormRow form={runner.form} />
      </Figure>
    </dl>
  );
}

function TrackTable({ tracks }: { tracks: readonly TrackFiguresWire[] }) {
  const { figures, runner: words } = texts.value.stats;
  return (
    <section class="panel stack">
      <h2 class="section-label">{words.tracks}</h2>
      <TableFrame
        label={words.tracks}
        heads={[
          words.track,
          figures.starts,
          figures.wins,
          figures.expected,
          figures.difference,
          figures.firstThree,
          figures.bestTime,
        ]}
      >
        {tracks.map((track) => (
          <tr key={track.trackId}>
            <th scope="row">{track.name}</th>
            <td>{formatCount(track.starts)}</td>
            <td class="numeral">{formatCount(track.wins)}</td>
            <td>{formatHundredths(track.expectedWinsHundredths)}</td>
            <td class={`numeral ${toneOf(differenceOf(track))}`}>
              {formatHundredths(differenceOf(track), { isSigned: true })}
            </td>
            <td>{formatCount(track.firstThree)}</td>
            <td>{figures.seconds(formatRaceTime(track.bestTimeMs, language.value))}</td>
          </tr>
        ))}
      </TableFrame>
    </section>
  );
}
