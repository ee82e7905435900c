import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { PowerIcon } from "#client/race/power-icon.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import type { CastWire } from "#common/race/power-contract.ts";
import { type PowerName, powerNames } from "#common/race/powers.ts";
import { texts } from "../texts.ts";
import { describeStatus } from "./my-powers.tsx";
import type { PowerHand } from "./use-power-hand.ts";

/** The powers of this race with their prices; a tap takes one in hand, the next goes to a runner. */
export function PowerBar(props: {
  view: RaceView;
  hand: PowerHand;
  /** The last of my powers in this race. */
  latest: CastWire | undefined;
}) {
  const { view, hand, latest } = props;
  const { common, phone, words } = texts.value;
  const terms = view.marketRules.powers;
  if (terms === undefined) return null;
  if (!view.arePowersOpen) {
    return view.phase === "racing" ? <p class="dim">{phone.powers.closed}</p> : null;
  }
  const amount = (chips: bigint | string) => formatAmount(chips, language.value);
  return (
    <section class="powers" aria-labelledby="powers-heading">
      <h2 id="powers-heading" class="section-label">
        {phone.powers.heading}
        <span class="section-count">
          {phone.powers.spent(amount(hand.spent), amount(terms.spendMax))}
        </span>
      </h2>
      <div class="power-bar">
        {powerNames.map((power) => {
          const cost = terms.costs[power];
          if (cost === undefined) return null;
          return (
            <button
              key={power}
              type="button"
              class="power"
              aria-pressed={hand.power === power}
              disabled={!hand.canAfford(power)}
              onClick={() => hand.take(power)}
            >
              <PowerIcon power={power} />
              <span class="label">{words.powers[power]}</span>{" "}
              <span class="numeral" aria-hidden="true">
                {amount(cost)}
              </span>
              <span class="visually-hidden">{common.chips(amount(cost))}</span>
            </button>
          );
        })}
      </div>
      <p class="power-hint" role="status">
        {hintOf(hand) || (latest === undefined ? "" : describe(latest, view))}
      </p>
    </section>
  );
}

function describe(cast: CastWire, view: RaceView): string {
  const { phone, words } = texts.value;
  const runner = view.runners.find(({ number }) => number === cast.target)?.name ?? "";
  const power = words.powers[cast.power] ?? cast.power;
  return `${phone.powers.castOn(power, runner)} · ${describeStatus(cast)}`;
}

function hintOf(hand: PowerHand): string {
  const { phone, words } = texts.value;
  if (hand.power !== undefined) {
    return phone.powers.pickTarget(words.powers[hand.power] ?? hand.power);
  }
  const affordable = (power: PowerName) => hand.canAfford(power);
  if (powerNames.some(affordable)) return "";
  return hand.isCapReached ? phone.powers.allSpent : phone.powers.tooDear;
}
