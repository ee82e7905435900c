import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { Happening } from "#client/race/display/happenings.ts";
import { texts } from "#client/race/display/texts.ts";
import { offeredMarkets, poolOf } from "#client/race/pools.ts";
import { PowerIcon } from "#client/race/power-icon.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { describeSelection } from "#client/race/selection.ts";
import { useDisplay } from "./use-display.ts";

/** What has just been bet and cast, newest first, and what there is to know while nobody does. */
export function Ticker({ view }: { view: RaceView }) {
  const happenings = useDisplay().feed.happenings.value;
  const { display } = texts.value;
  return (
    <section class="ticker panel" aria-label={display.ticker}>
      <ul>
        {happenings.map((happening) => (
          <li key={happening.id} class="ticker-news">
            <News happening={happening} view={view} />
          </li>
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

function News({ happening, view }: { happening: Happening; view: RaceView }) {
  const { display, words } = texts.value;
  switch (happening.kind) {
    case "bet":
      return <Bet bet={happening} view={view} />;
    case "power":
      return (
        <>
          <PowerIcon power={happening.power} />
          <b class="ticker-who">{happening.name}</b> {display.tickerPower}{" "}
          <b class="ticker-stake">{words.powers[happening.power] ?? happening.power}</b>{" "}
          {display.tickerOn} <b class="ticker-runner">{runnerName(view, happening.target)}</b>
        </>
      );
    case "released":
      return (
        <>
          <PowerIcon power={happening.power} />
          {words.powers[happening.power] ?? happening.power} {display.tickerOn}{" "}
          <b class="ticker-runner">{runnerName(view, happening.target)}</b>:{" "}
          {words.released[happening.reason] ?? words.releasedPlain}
        </>
      );
    case "scratched":
      return <b class="ticker-alert">{display.scratched(runnerName(view, happening.number))}</b>;
  }
}

function Bet({ bet, view }: { bet: Extract<Happening, { kind: "bet" }>; view: RaceView }) {
  const { display, words } = texts.value;
  const { tickerBet } = display;
  const { market, selection } = bet;
  return (
    <>
      <b class="ticker-who">{bet.name}</b> {tickerBet.bets}{" "}
      <b class="ticker-stake">{formatAmount(bet.stake, language.value)}</b>{" "}
      {tickerBet.on[market] ?? `${words.markets[market] ?? market}:`}{" "}
      <b class="ticker-runner">
        {selection.length === 1
          ? runnerName(view, selection[0] ?? 0)
          : describeSelection(market, selection)}
      </b>
    </>
  );
}

function runnerName(view: RaceView, number: number): string {
  return `#${number} ${view.runners.find((known) => known.number === number)?.name ?? ""}`;
}

function factsOf(view: RaceView): string[] {
  const { display, words } = texts.value;
  const facts = [display.tickerRace(view.title)];
  const favourite = view.runners.find(({ number }) => number === view.favourite);
  if (favourite !== undefined) {
    facts.push(display.tickerFavourite(favourite.number, favourite.name));
  }
  if (view.betCount > 0) {
    const pools = offeredMarkets(view)
      .filter((market) => poolOf(view, market) !== "0")
      .map((market) => {
        const amount = formatAmount(poolOf(view, market), language.value);
        return `${(words.markets[market] ?? market).toLowerCase()} ${amount}`;
      });
    if (pools.length > 0) facts.push(display.tickerPools(pools.join(", ")));
  }
  facts.push(display.tickerInvite(view.lobbyCode));
  return facts;
}
