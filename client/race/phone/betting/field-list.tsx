import { useSignal } from "@preact/signals";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { poolOf } from "#client/race/pools.ts";
import type { RaceView } from "#client/race/race-view.ts";
import type { MarketName } from "#common/tote/market.ts";
import { texts } from "../texts.ts";
import { RunnerChoice } from "./runner-choice.tsx";
import type { Slots } from "./slots.ts";

/** The field to pick from. Two columns of odds, or one with form and stats. */
export function FieldList(props: {
  view: RaceView;
  market: MarketName;
  slots: Slots;
  mine: ReadonlySet<number>;
  onTap: (number: number) => void;
}) {
  const { view, market, slots, mine, onTap } = props;
  const isDetailed = useSignal(false);
  const { field, race } = texts.value.phone;
  const legend = field.legends[market];
  return (
    <fieldset class="field">
      <legend class="visually-hidden">{legend}</legend>
      <div class="field-head">
        <span class="section-label" aria-hidden="true">
          {legend} · {race.pool(formatAmount(poolOf(view, market), language.value))}
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
          <RunnerChoice
            key={runner.number}
            runner={runner}
            market={market}
            slots={slots}
            isDetailed={isDetailed.value}
            isFavourite={runner.number === view.favourite}
            isMine={mine.has(runner.number)}
            onTap={() => onTap(runner.number)}
          />
        ))}
      </div>
    </fieldset>
  );
}
