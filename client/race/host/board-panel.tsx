import { formatAmount } from "#client/framework/format-amount.ts";
import { formatOdds } from "#client/framework/format-odds.ts";
import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView, RunnerView } from "#client/race/race-view.ts";
import { texts } from "./texts.ts";

/** Stakes and odds of every runner as they stand; the finish once there is one. */
export function BoardPanel({ view }: { view: RaceView }) {
  const { board } = texts.value.host;
  const amount = (chips: string) => formatAmount(chips, language.value);
  return (
    <section class="panel stack">
      <h2 class="section-label">{board.heading}</h2>
      <p class="pools label">
        {board.pools(amount(view.winPool), amount(view.placePool), view.betCount)}
      </p>
      <div class="board-scroll" role="region" aria-label={board.heading} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{board.runner}</th>
              <th scope="col">{board.win}</th>
              <th scope="col">{board.winOdds}</th>
              <th scope="col">{board.place}</th>
              <th scope="col">{board.placeOdds}</th>
              <th scope="col">{board.result}</th>
            </tr>
          </thead>
          <tbody>
            {view.runners.map((runner) => (
              <BoardRow
                key={runner.number}
                runner={runner}
                isFavourite={runner.number === view.favourite}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BoardRow({ runner, isFavourite }: { runner: RunnerView; isFavourite: boolean }) {
  const { common } = texts.value;
  return (
    <tr>
      <th scope="row">
        <span class="board-runner">
          <NumberChip number={runner.number} livery={runner.livery} />
          {runner.name}
          {isFavourite && <small class="tag">{common.favourite}</small>}
        </span>
      </th>
      <td>{formatAmount(runner.winStakes, language.value)}</td>
      <td class="numeral">{formatOdds(runner.winOdds, language.value)}</td>
      <td>{formatAmount(runner.placeStakes, language.value)}</td>
      <td class="numeral">{formatOdds(runner.placeOdds, language.value)}</td>
      <td>
        {runner.placing > 0 && <b>{runner.placing}. </b>}
        {runner.finishTimeMs > 0 && formatRaceTime(runner.finishTimeMs, language.value)}
      </td>
    </tr>
  );
}
