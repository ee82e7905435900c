import { useSignal } from "@preact/signals";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";
import { FormFigures, RunnerStats } from "./form-guide.tsx";
import { OddsFigure } from "./odds-figure.tsx";
import { type MarketName, oddsOf } from "./odds-of.ts";

/** Where the keyboard goes back to when the slip is put away. */
export function runnerInputId(number: number): string {
  return `runner-${number}`;
}

/** The field to pick from. Two columns of odds, or one with form and stats. */
export function FieldList(props: {
  view: RaceView;
  market: MarketName;
  /** Saddle number; 0 = none. */
  picked: number;
  mine: ReadonlySet<number>;
  onPick: (number: number) => void;
}) {
  const { view, market, picked, mine, onPick } = props;
  const isDetailed = useSignal(false);
  const { common, phone } = texts.value;
  const { field, race } = phone;
  const pool = market === "win" ? view.winPool : view.placePool;
  return (
    <fieldset class="field">
      <legend class="visually-hidden">
        {market === "win" ? field.legendWin : field.legendPlace}
      </legend>
      <div class="field-head">
        <span class="section-label" aria-hidden="true">
          {field.pick} · {race.pool(formatAmount(pool, language.value))}
        </span>
        <button
          type="button"
          class="button is-link"
          aria-pressed={isDetailed.value}
          onClick={() => {
            isDetailed.value = !isDetailed.value;
          }}
        >
          {isDetailed.value ? field.oddsOnly : field.formAndStats}
        </button>
      </div>
      <div class={`field-grid${isDetailed.value ? " is-detailed" : ""}`}>
        {view.runners.map((runner) => (
          <label key={runner.number} class={`runner${mine.has(runner.number) ? " is-mine" : ""}`}>
            <input
              id={runnerInputId(runner.number)}
              type="radio"
              class="visually-hidden"
              name="runner"
              checked={runner.number === picked}
              onChange={() => onPick(runner.number)}
            />
            <span class="tags">
              {market === "win" && runner.number === view.favourite && (
                <small class="tag">{common.favourite}</small>
              )}
              {mine.has(runner.number) && <small class="tag is-mine">{field.mine}</small>}
            </span>
            <span class="runner-line">
              <NumberChip number={runner.number} livery={runner.livery} />
              <span class="runner-name label">{runner.name}</span>
              {isDetailed.value && <FormFigures runner={runner} />}
              <OddsFigure hundredths={oddsOf(runner, market)} />
            </span>
            {isDetailed.value && <RunnerStats runner={runner} />}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
