import { NumberChip } from "#client/race/number-chip.tsx";
import { oddsOf } from "#client/race/pools.ts";
import type { RunnerView } from "#client/race/race-view.ts";
import { isOrdered } from "#client/race/selection.ts";
import type { MarketName } from "#common/tote/market.ts";
import { CheckIcon } from "../page-icons.tsx";
import { texts } from "../texts.ts";
import { FormFigures, RunnerStats } from "./form-guide.tsx";
import { OddsFigure } from "./odds-figure.tsx";
import type { Slots } from "./slots.ts";

/** Where the keyboard goes back to when the slip is put away. */
export function runnerInputId(number: number): string {
  return `runner-${number}`;
}

/** One runner to tap: one of several for a bet on one, any number of taps for a combination. */
export function RunnerChoice(props: {
  runner: RunnerView;
  market: MarketName;
  slots: Slots;
  isDetailed: boolean;
  isFavourite: boolean;
  isMine: boolean;
  onTap: () => void;
}) {
  const { runner, market, slots, isDetailed, isMine, onTap } = props;
  const { common, phone, words } = texts.value;
  const { field } = phone;
  const { number, isScratched } = runner;
  const isCombination = slots.length > 1;
  const slot = slots.indexOf(number);
  return (
    <label class={`runner${isMine ? " is-mine" : ""}${isScratched ? " is-scratched" : ""}`}>
      <input
        id={runnerInputId(number)}
        type={isCombination ? "checkbox" : "radio"}
        class="visually-hidden"
        name="runner"
        checked={slot !== -1}
        disabled={isScratched}
        onChange={onTap}
      />
      <span class="tags">
        {isScratched && <small class="tag">{words.scratched}</small>}
        {!isScratched && props.isFavourite && market === "win" && (
          <small class="tag">{common.favourite}</small>
        )}
        {isMine && <small class="tag is-mine">{field.mine}</small>}
      </span>
      <span class="runner-line">
        <NumberChip number={number} livery={runner.livery} />
        <span class="runner-name label">{runner.name}</span>
        {isDetailed && <FormFigures runner={runner} />}
        {isCombination ? (
          <SlotMark market={market} slot={slot} />
        ) : (
          !isScratched && (
            <OddsFigure
              hundredths={oddsOf(runner, market)}
              isFixed={market === "win" && runner.fixedPrice > 0}
            />
          )
        )}
      </span>
      {isDetailed && <RunnerStats runner={runner} />}
    </label>
  );
}

/** Which place of the combination this runner has been tapped for. */
function SlotMark({ market, slot }: { market: MarketName; slot: number }) {
  if (slot === -1) return <span class="slot-mark" aria-hidden="true" />;
  return (
    <span class="slot-mark is-taken numeral">
      {isOrdered(market) ? texts.value.words.ordinals[slot] : <CheckIcon />}
    </span>
  );
}
