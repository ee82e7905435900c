import { useMemo, useState } from "preact/hooks";
import type { BattleView, SideView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { say } from "#client/framework/alert-line.ts";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { language } from "#client/framework/language.ts";
import { makeSecret } from "#client/framework/make-secret.ts";
import type { StageDesk } from "./stage-desk.ts";
import { createTapKeys } from "./tap-keys.ts";
import { texts } from "./texts.ts";

const AMOUNT_MAX = 1_000_000_000;
const AMOUNT_FIRST = 100;

/** The scores as they stand, best first, and the host's hand on them while the battle is on. */
export function ScoresPanel({ desk, view }: { desk: StageDesk; view: BattleView }) {
  const { scores } = texts.value.stage;
  const [typed, setTyped] = useState(String(AMOUNT_FIRST));
  const keyOf = useMemo(() => createTapKeys(makeSecret, () => performance.now()), []);
  if (view.phase === "idle") return null;
  const amount = Math.trunc(Number(typed));
  const isOn = view.phase === "running" || view.phase === "sudden_death";
  const isReady = isOn && amount >= 1 && amount <= AMOUNT_MAX;

  async function give(country: string, points: number) {
    const { battleId } = view;
    const key = keyOf(`${battleId} ${country} ${points}`);
    const answer = await desk.ask("addScore", { battleId, country, points, key });
    // The scores show what stands; only what has been added is said.
    if (answer === undefined || answer.isRepeat) return;
    const given = formatAmount(BigInt(points), language.value, { isSigned: true });
    say(scores.given(given, countryName(country, language.value)));
  }

  return (
    <section class="panel stack">
      <h2 class="section-label">{scores.heading}</h2>
      <ol class="scores">
        {[...view.sides]
          .sort((one, other) => one.rank - other.rank)
          .map((side) => (
            <ScoreRow
              key={side.country}
              side={side}
              amount={amount}
              isReady={isReady}
              onGive={(points) => void give(side.country, points)}
            />
          ))}
      </ol>
      {isOn && (
        <label class="score-amount">
          <span class="label">{scores.amount}</span>
          <input
            class="input numeral"
            type="number"
            min={1}
            max={AMOUNT_MAX}
            step={1}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <span class="hint">{scores.amountHint}</span>
        </label>
      )}
    </section>
  );
}

function ScoreRow(props: {
  side: SideView;
  amount: number;
  isReady: boolean;
  onGive: (points: number) => void;
}) {
  const { side, amount, isReady, onGive } = props;
  const { scores } = texts.value.stage;
  const name = countryName(side.country, language.value);
  const figure = formatCount(side.score);
  const points = isReady ? formatCount(amount) : "";
  const [best] = side.topGifters;
  return (
    <li class="score-row">
      <span class="place numeral">{side.rank}</span>
      <Flag country={side.country} />
      <span class="score-name">
        <span class="label">{name}</span>
        {best !== undefined && (
          <small class="dim">
            <bdi>{best.name}</bdi> {formatCount(best.points)}
          </small>
        )}
      </span>
      <span class="numeral score-figure">{figure}</span>
      {isReady && (
        <span class="score-buttons">
          <button
            type="button"
            class="icon-button"
            aria-label={scores.take(points, name)}
            onClick={() => onGive(-amount)}
          >
            −
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={scores.add(points, name)}
            onClick={() => onGive(amount)}
          >
            +
          </button>
        </span>
      )}
    </li>
  );
}
