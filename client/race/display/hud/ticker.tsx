import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { TickerBet } from "#client/race/display/display-feed.ts";
import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { useDisplay } from "./use-display.ts";

/** What has just been bet, newest first, and what there is to know while nobody bets. */
export function Ticker({ view }: { view: RaceView }) {
  const bets = useDisplay().feed.bets.value;
  const { display } = texts.value;
  return (
    <section class="ticker panel" aria-label={display.ticker}>
      <ul>
        {bets.map((bet) => (
          <BetItem key={bet.id} bet={bet} />
        ))}
        {factsOf(view).map((fact) => (
          <li key={fact} class="ticker-fact">
            {fact}
          </li>
        ))}
      </ul>
    </section>
  );
}

function BetItem({ bet }: { bet: TickerBet }) {
  const { tickerBet } = texts.value.display;
  return (
    <li class="ticker-bet">
      <b class="ticker-who">{bet.name}</b> {tickerBet.bets}{" "}
      <b class="ticker-stake">{formatAmount(bet.stake, language.value)}</b>{" "}
      {bet.market === "place" ? tickerBet.toPlace : tickerBet.toWin}{" "}
      <b class="ticker-runner">
        #{bet.number} {bet.runner}
      </b>
    </li>
  );
}

function factsOf(view: RaceView): string[] {
  const { display } = texts.value;
  const facts = [display.tickerRace(view.title)];
  const favourite = view.runners.find(({ number }) => number === view.favourite);
  if (favourite !== undefined) {
    facts.push(display.tickerFavourite(favourite.number, favourite.name));
  }
  if (view.betCount > 0) {
    const amount = (pool: string) => formatAmount(pool, language.value);
    facts.push(display.tickerPools(amount(view.winPool), amount(view.placePool)));
  }
  facts.push(display.tickerInvite(view.lobbyCode));
  return facts;
}
