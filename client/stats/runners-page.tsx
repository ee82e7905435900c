import { useState } from "preact/hooks";
import { formatCount } from "#client/framework/format-count.ts";
import { call } from "#client/framework/http.ts";
import { Segments } from "#client/framework/segments.tsx";
import { TableFrame } from "#client/framework/table-frame.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import type { RunnerFiguresWire } from "#common/stats/stats-schemas.ts";
import { AskedNote } from "./asked-note.tsx";
import { FormRow } from "./form-row.tsx";
import { formatHundredths, formatPercent } from "./format-hundredths.ts";
import { RunnerPatch } from "./runner-mark.tsx";
import { differenceOf, type RunnerOrder, runnerOrders, sortRunners } from "./sort-runners.ts";
import { texts } from "./texts.ts";
import { toneOf } from "./tone-of.ts";

/** The form book: every runner of the stable with its wins against the expected ones. */
export function RunnersPage() {
  const { stats } = texts.value;
  const { runners: words } = stats;
  const [order, setOrder] = useState<RunnerOrder>("wins");
  const asked = useAsked(() => call("GET", "/stats/runners"), []);
  const { races = 0, runners = [] } = asked.value ?? {};
  return (
    <main class="page">
      <h1 class="headline">{words.heading}</h1>
      <AskedNote asked={asked} />
      {asked.value !== undefined && races === 0 && (
        <section class="panel stack">
          <p class="label">{words.none}</p>
          <p class="dim">{words.noneDetail}</p>
        </section>
      )}
      {races > 0 && (
        <section class="panel stack">
          <div class="panel-head">
            <p class="label">{words.count(formatCount(races))}</p>
            <Segments
              class="segments-field"
              legend={stats.sort}
              legendClass="visually-hidden"
              values={runnerOrders}
              chosen={order}
              words={(value) => words.sorts[value]}
              onChoose={setOrder}
            />
          </div>
          <RunnerTable runners={sortRunners(runners, order)} />
          <p class="hint">{words.expectedHint}</p>
        </section>
      )}
    </main>
  );
}

function RunnerTable({ runners }: { runners: readonly RunnerFiguresWire[] }) {
  const { figures, runners: words } = texts.value.stats;
  return (
    <TableFrame
      label={words.heading}
      heads={[
        words.runner,
        figures.starts,
        figures.wins,
        figures.expected,
        figures.difference,
        figures.winRate,
        figures.firstThree,
        figures.form,
      ]}
    >
      {runners.map((runner) => (
        <tr key={runner.id}>
          <th scope="row">
            <a class="runner-mark" href={`/stats/runners/${runner.id}`}>
              <RunnerPatch livery={runner.livery} />
              <span>{runner.name}</span>
            </a>
          </th>
          <td>{formatCount(runner.starts)}</td>
          <td class="numeral">{formatCount(runner.wins)}</td>
          <td>{formatHundredths(runner.expectedWinsHundredths)}</td>
          <td class={`numeral ${toneOf(differenceOf(runner))}`}>
            {formatHundredths(differenceOf(runner), { isSigned: true })}
          </td>
          <td>{winRate(runner)}</td>
          <td>{formatCount(runner.firstThree)}</td>
          <td>
            <FormRow form={runner.form} />
          </td>
        </tr>
      ))}
    </TableFrame>
  );
}

function winRate({ wins, starts }: RunnerFiguresWire): string {
  if (starts === 0) return "–";
  const bps = Math.round((wins * 10_000) / starts);
  return texts.value.stats.figures.percent(formatPercent(bps));
}
