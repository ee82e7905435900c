import { Fragment } from "preact";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatOdds } from "#client/framework/format-odds.ts";
import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { oddsOf, offeredMarkets, poolOf, stakesOn } from "#client/race/pools.ts";
import type { RaceView, RunnerView } from "#client/race/race-view.ts";
import { selectionSize } from "#client/race/selection.ts";
import type { MarketName } from "#common/tote/market.ts";
import type { Desk } from "./desk.ts";
import { ScratchButton } from "./scratch-button.tsx";
import { texts } from "./texts.ts";

/** Stakes and odds of every runner as they stand; the finish once there is one. */
export function BoardPanel({ desk, view }: { desk: Desk; view: RaceView }) {
  const { host, words } = texts.value;
  const { board } = host;
  const offered = offeredMarkets(view);
  const columns = offered.filter((market) => selectionSize(market) === 1);
  const pools = offered.map((market) =>
    board.pool(words.markets[market] ?? market, formatAmount(poolOf(view, market), language.value)),
  );
  return (
    <section class="panel stack">
      <h2 class="section-label">{board.heading}</h2>
      <p class="pools label">{[...pools, board.count(view.betCount)].join(" · ")}</p>
      <div class="board-scroll" role="region" aria-label={board.heading} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{board.runner}</th>
              {columns.map((market) => (
                <Fragment key={market}>
                  <th scope="col">{words.markets[market]}</th>
                  <th scope="col">{board.odds}</th>
                </Fragment>
              ))}
              <th scope="col">{board.result}</th>
            </tr>
          </thead>
          <tbody>
            {view.runners.map((runner) => (
              <BoardRow
                key={runner.number}
                desk={desk}
                view={view}
                runner={runner}
                columns={columns}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BoardRow(props: {
  desk: Desk;
  view: RaceView;
  runner: RunnerView;
  columns: readonly MarketName[];
}) {
  const { desk, view, runner, columns } = props;
  const { common } = texts.value;
  return (
    <tr class={runner.isScratched ? "is-scratched" : ""}>
      <th scope="row">
        <span class="board-runner">
          <NumberChip number={runner.number} livery={runner.livery} />
          <span class="board-name">{runner.name}</span>
          {runner.number === view.favourite && <small class="tag">{common.favourite}</small>}
        </span>
      </th>
      {columns.map((market) => (
        <Fragment key={market}>
          <td>{formatAmount(stakesOn(runner, market), language.value)}</td>
          <td class="numeral">{formatOdds(oddsOf(runner, market), language.value)}</td>
        </Fragment>
      ))}
      <td>
        {runner.placing > 0 && <b>{runner.placing}. </b>}
        {runner.finishTimeMs > 0 && formatRaceTime(runner.finishTimeMs, language.value)}
        <ScratchButton desk={desk} view={view} runner={runner} />
      </td>
    </tr>
  );
}
