import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "#client/race/display/texts.ts";
import { offeredMarkets, poolOf } from "#client/race/pools.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { selectionSize } from "#client/race/selection.ts";
import type { MarketName } from "#common/tote/market.ts";
import { ToteRow } from "./tote-row.tsx";

/** Hexadecimal digits that are enough to compare a commitment by eye. */
const COMMITMENT_SHOWN = 12;

/** Odds and pools while betting is open (TOTE-9). */
export function ToteBoard({ view }: { view: RaceView }) {
  const { common, display, words } = texts.value;
  const isDense = view.runners.length > 12;
  const markets = offeredMarkets(view).filter((market) => selectionSize(market) === 1);
  const isFixed = view.marketRules.fixedPrices !== undefined;
  return (
    <section class={`tote panel ${isDense ? "is-dense" : ""}`} aria-label={display.toteBoard}>
      <header class="tote-head">
        <h2 class="panel-heading">{display.toteBoard}</h2>
        {markets.map((market) => (
          <Pool key={market} view={view} market={market} />
        ))}
        <p class="tote-count">{display.betCount(view.betCount)}</p>
      </header>
      <table class="tote-table">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {display.runner}
            </th>
            <th scope="col">{display.form}</th>
            <th scope="col">{display.poolShare}</th>
            {markets.map((market) => (
              <th key={market} scope="col" class="is-figure">
                {words.markets[market]}
                {market === "win" && isFixed && <small> {display.fixed}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.runners.map((runner) => (
            <ToteRow
              key={runner.number}
              runner={runner}
              markets={markets}
              winPool={BigInt(view.winPool)}
              isFavourite={runner.number === view.favourite}
            />
          ))}
        </tbody>
      </table>
      <p class="tote-note">
        {common.mayChange}
        {view.commitment !== "" && (
          <> · {display.commitment(view.commitment.slice(0, COMMITMENT_SHOWN))}</>
        )}
      </p>
    </section>
  );
}

function Pool({ view, market }: { view: RaceView; market: MarketName }) {
  const { words } = texts.value;
  return (
    <p class="tote-pool">
      <span>{words.pool(words.markets[market] ?? market)}</span>{" "}
      <b>{formatAmount(poolOf(view, market), language.value)}</b>
    </p>
  );
}
