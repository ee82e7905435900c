import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";
import type { Betting, PendingBet } from "./betting.ts";

/** A bet without an answer: on its way, waiting for the connection, or too old to send unasked. */
export function PendingRow(props: { bet: PendingBet; view: RaceView; betting: Betting }) {
  const { bet, view, betting } = props;
  const { intent, state } = bet;
  const { common, phone } = texts.value;
  const stake = formatAmount(intent.stake, language.value);
  const runner = view.raceId === intent.raceId ? view.runners[intent.runner - 1] : undefined;
  if (state === "asking") {
    return (
      <li class="bet is-asking" role="alert">
        <div class="bet-words">
          <strong class="label">{phone.bets.askHeading}</strong>
          <span>{phone.bets.ask(stake, intent.runnerName)}</span>
        </div>
        <div class="bet-answers">
          <button type="button" class="button is-small" onClick={() => betting.drop(bet.key)}>
            {phone.bets.askNo}
          </button>
          <button
            type="button"
            class="button is-small is-primary"
            onClick={() => betting.confirm(bet.key)}
          >
            {phone.bets.askYes}
          </button>
        </div>
      </li>
    );
  }
  return (
    <li class="bet is-pending">
      {runner !== undefined && <NumberChip number={runner.number} livery={runner.livery} />}
      <div class="bet-words">
        <strong class="label">
          {intent.runnerName}{" "}
          <span class="dim">{common.markets[intent.market] ?? intent.market}</span>
        </strong>
        <span class="bet-figures dim">
          {stake} · {state === "sending" ? phone.bets.sending : phone.bets.waiting}
        </span>
      </div>
    </li>
  );
}
