import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { isOrdered } from "#client/race/selection.ts";
import type { MarketName } from "#common/tote/market.ts";
import { CrossIcon } from "../page-icons.tsx";
import { texts } from "../texts.ts";
import type { Slots } from "./slots.ts";

/** What the bet is on: a runner by name, or the places of a combination, each to be taken back by a tap. */
export function SlipHead(props: {
  view: RaceView;
  market: MarketName;
  slots: Slots;
  onTakeBack: (number: number) => void;
  onDone: () => void;
}) {
  const { view, market, slots, onTakeBack, onDone } = props;
  const { phone, words } = texts.value;
  const { slip } = phone;
  const first = view.runners.find(({ number }) => number === slots[0]);
  return (
    <div class="slip-head">
      {slots.length === 1 && first !== undefined ? (
        <>
          <NumberChip number={first.number} livery={first.livery} />
          <h2 class="label">
            {first.name} <span class="dim">{slip.on[market]}</span>
          </h2>
        </>
      ) : (
        <div class="slip-combination">
          <h2 class="section-label">{words.markets[market]}</h2>
          <ol class="slots" aria-label={slip.slots}>
            {slots.map((number, index) => (
              <li key={index}>
                <Slot
                  view={view}
                  number={number}
                  name={isOrdered(market) ? (words.ordinals[index] ?? "") : String(index + 1)}
                  isOrdered={isOrdered(market)}
                  onTakeBack={() => onTakeBack(number)}
                />
              </li>
            ))}
          </ol>
        </div>
      )}
      <button type="button" class="icon-button" aria-label={slip.clear} onClick={onDone}>
        <CrossIcon />
      </button>
    </div>
  );
}

function Slot(props: {
  view: RaceView;
  number: number;
  name: string;
  isOrdered: boolean;
  onTakeBack: () => void;
}) {
  const { view, number, name, onTakeBack } = props;
  const { slip } = texts.value.phone;
  const runner = view.runners.find((one) => one.number === number);
  const ordinal = props.isOrdered && (
    <span class="slot-name" aria-hidden="true">
      {name}
    </span>
  );
  if (runner === undefined) {
    return (
      <span class="slot">
        <span class="visually-hidden">{slip.empty(name)}</span>
        {ordinal}
        <span class="slot-open" aria-hidden="true" />
      </span>
    );
  }
  return (
    <button type="button" class="slot is-taken" onClick={onTakeBack}>
      <span class="visually-hidden">{slip.takeBack(name, runner.name)}</span>
      {ordinal}
      <span aria-hidden="true">
        <NumberChip number={number} livery={runner.livery} />
      </span>
    </button>
  );
}
