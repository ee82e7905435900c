import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { SelectionChips } from "#client/race/selection-chips.tsx";
import type { RaceReceipts, ReceivedBet } from "#common/race/receipts.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { texts } from "./texts.ts";

/** This phone's own bets as the record has them. */
export function MyBets({ race, mine }: { race: RaceRecord; mine: RaceReceipts | undefined }) {
  const words = texts.value.verify.mine;
  return (
    <section class="panel stack" aria-labelledby="mine">
      <h2 id="mine" class="headline">
        {words.heading}
      </h2>
      {mine === undefined || mine.bets.length === 0 ? (
        <p class="dim">{mine === undefined ? words.none : words.noBets}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.bet}</th>
              <th scope="col">{words.stake}</th>
              <th scope="col">{words.back}</th>
            </tr>
          </thead>
          <tbody>
            {mine.bets.map((bet) => (
              <BetRow key={bet.serial} bet={bet} race={race} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function BetRow({ bet, race }: { bet: ReceivedBet; race: RaceRecord }) {
  const { verify, words } = texts.value;
  const { market, selection, stake } = bet;
  const recorded = race.bets.find(({ serial }) => serial === bet.serial);
  const payout = recorded?.payout ?? "0";
  const isGain = BigInt(payout) > BigInt(stake);
  return (
    <tr>
      <th scope="row">
        <span class="bet">
          {words.markets[market] ?? market}
          <SelectionChips market={market} selection={selection} runners={race.card.runners} />
        </span>
      </th>
      <td class="numeral">{formatAmount(stake, language.value)}</td>
      <td>
        <span class={`numeral ${isGain ? "is-gain" : ""}`}>
          {formatAmount(payout, language.value)}
        </span>{" "}
        <small>{verify.mine.states[recorded?.status ?? "missing"]}</small>
      </td>
    </tr>
  );
}
