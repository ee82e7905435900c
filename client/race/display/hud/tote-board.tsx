import { useRef } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "#client/race/display/texts.ts";
import { liveryOf } from "#client/race/livery.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView, RunnerView } from "#client/race/race-view.ts";

/** Odds and pools while betting is open (TOTE-9). */
export function ToteBoard({ view }: { view: RaceView }) {
  const { common, display } = texts.value;
  const isDense = view.runners.length > 12;
  return (
    <section class={`tote panel ${isDense ? "is-dense" : ""}`} aria-label={display.toteBoard}>
      <header class="tote-head">
        <h2 class="panel-heading">{display.toteBoard}</h2>
        <Pool label={display.winPool} amount={view.winPool} />
        <Pool label={display.placePool} amount={view.placePool} />
        <p class="tote-count">{display.betCount(view.betCount)}</p>
      </header>
      <table class="tote-table">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {display.runner}
            </th>
            <th scope="col">{display.form}</th>
            <th scope="col">{display.poolShare}</th>
            <th scope="col" class="is-figure">
              {common.markets["win"]}
            </th>
            <th scope="col" class="is-figure">
              {common.markets["place"]}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.runners.map((runner) => (
            <ToteRow
              key={runner.number}
              runner={runner}
              winPool={BigInt(view.winPool)}
              isFavourite={runner.number === view.favourite}
            />
          ))}
        </tbody>
      </table>
      <p class="tote-note">{common.mayChange}</p>
    </section>
  );
}

function Pool({ label, amount }: { label: string; amount: string }) {
  return (
    <p class="tote-pool">
      <span>{label}</span> <b>{formatAmount(amount, language.value)}</b>
    </p>
  );
}

interface ToteRowProps {
  runner: RunnerView;
  winPool: bigint;
  isFavourite: boolean;
}

function ToteRow({ runner, winPool, isFavourite }: ToteRowProps) {
  const { common, display } = texts.value;
  const { number, name, livery, form } = runner;
  const stakes = BigInt(runner.winStakes);
  const shareBp = winPool === 0n ? 0 : Number((stakes * 10_000n) / winPool);
  return (
    <tr class={isFavourite ? "is-favourite" : ""}>
      <td class="tote-number">
        <NumberChip number={number} livery={livery} />
      </td>
      <th scope="row" class="tote-name">
        <span>{name}</span>
        {isFavourite && <abbr title={common.favourite}>{display.favouriteShort}</abbr>}
      </th>
      <td class="tote-form">{form === "" ? display.debut : form}</td>
      <td class="tote-share">
        <i style={{ "--share": shareBp / 10_000, "--hull": liveryOf(livery).colour }} />
        <span>{Math.round(shareBp / 100)} %</span>
      </td>
      <td class="tote-odds">
        <Odds hundredths={runner.winOdds} />
      </td>
      <td class="tote-odds is-place">
        <Odds hundredths={runner.placeOdds} />
      </td>
    </tr>
  );
}

/** Odds that light up for a moment when they move: shorter odds are a runner more people back. */
function Odds({ hundredths }: { hundredths: number }) {
  const before = useRef(hundredths);
  const move = useRef("");
  if (before.current !== hundredths) {
    if (before.current > 0) move.current = hundredths < before.current ? "is-shorter" : "is-longer";
    before.current = hundredths;
  }
  return (
    <b key={hundredths} class={`odds ${move.current}`}>
      {formatOdds(hundredths, language.value)}
    </b>
  );
}
