import { NumberChip } from "#client/race/number-chip.tsx";
import { PowerIcon, powersAtWork } from "#client/race/power-icon.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import type { PowerName } from "#common/race/powers.ts";
import { texts } from "../texts.ts";
import type { PowerHand } from "./use-power-hand.ts";

/** The field to use a power on, in saddle order: a list that moves would be tapped wrongly. */
export function PowerTargets(props: {
  view: RaceView;
  hand: PowerHand & { power: PowerName };
  mine: ReadonlySet<number>;
}) {
  const { view, hand, mine } = props;
  const { phone, words } = texts.value;
  const power = words.powers[hand.power] ?? hand.power;
  return (
    <section class="field-grid power-targets" aria-label={phone.powers.pickTarget(power)}>
      {view.runners.map((runner) => {
        const { number, livery, name, isScratched, finishTimeMs } = runner;
        return (
          <button
            key={number}
            type="button"
            class={`runner${mine.has(number) ? " is-mine" : ""}`}
            disabled={isScratched || finishTimeMs > 0}
            onClick={() => hand.castOn(runner)}
          >
            <span class="runner-line">
              <NumberChip number={number} livery={livery} />
              <span class="runner-name label">{name}</span>
              <Effects effects={runner.effects} />
            </span>
          </button>
        );
      })}
    </section>
  );
}

/** The powers at work on a runner. */
export function Effects({ effects }: { effects: number }) {
  if (effects === 0) return null;
  const { powers } = texts.value.words;
  return (
    <span class="effects">
      {powersAtWork(effects).map((power) => (
        <span key={power}>
          <PowerIcon power={power} />
          <span class="visually-hidden">{powers[power]}</span>
        </span>
      ))}
    </span>
  );
}
