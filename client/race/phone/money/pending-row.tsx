import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";
import { BetSubject } from "./bet-subject.tsx";
import type { Betting, PendingBet } from "./betting.ts";

/** A bet without an answer: on its way, waiting for the connection, or too old to send unasked. */
export function PendingRow(props: { bet: PendingBet; view: RaceView; betting: Betting }) {
  const { bet, view, betting } = props;
  const { intent, state } = bet;
  const { bets } = texts.value.phone;
  const stake = formatAmount(intent.stake, language.value);
  if (state === "asking") {
    return (
      <li class="bet is-asking" role="alert">
        <div class="bet-words">
          <strong class="label">{bets.askHeading}</strong>
          <span>{bets.ask(stake, intent.name)}</span>
        </div>
        <div class="bet-answers">
          <button type="button" class="button is-small" onClick={() => betting.drop(bet.key)}>
            {bets.askNo}
          </button>
          <button
            type="button"
            class="button is-small is-primary"
            onClick={() => betting.confirm(bet.key)}
          >
            {bets.askYes}
          </button>
        </div>
      </li>
    );
  }
  return (
    <li class="bet is-pending">
      <BetSubject
        {...intent}
        runners={view.raceId === intent.raceId ? view.runners : []}
        figures={`${stake} · ${state === "sending" ? bets.sending : bets.waiting}`}
      />
    </li>
  );
}
