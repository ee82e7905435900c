import { say } from "#client/framework/alert-line.ts";
import { offeredMarkets } from "#client/race/pools.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { powerNames } from "#common/race/powers.ts";
import type { Desk } from "./desk.ts";
import { texts } from "./texts.ts";

/** What the house offers in this race, and what it will offer in those to come. */
export function HousePanel({ desk, view }: { desk: Desk; view: RaceView }) {
  const { house } = texts.value.host;
  return (
    <section class="panel stack">
      <h2 class="section-label">{house.heading}</h2>
      <Offer view={view} />
      <NextTerms desk={desk} view={view} />
    </section>
  );
}

function Offer({ view }: { view: RaceView }) {
  const { host, words } = texts.value;
  const { house } = host;
  const { powers, fixedPrices } = view.marketRules;
  const markets = offeredMarkets(view).map((market) => words.markets[market]);
  const offered = powerNames.filter((power) => powers?.costs[power] !== undefined);
  return (
    <>
      <h3 class="hint">{house.now}</h3>
      <ul class="offer">
        <li>{house.offered(markets.join(", "))}</li>
        <li>{fixedPrices === undefined ? house.tote : house.fixed}</li>
        <li>
          {offered.length === 0
            ? house.noPowers
            : house.powers(offered.map((power) => words.powers[power]).join(", "))}
        </li>
      </ul>
    </>
  );
}

function NextTerms({ desk, view }: { desk: Desk; view: RaceView }) {
  const { house } = texts.value.host;
  const { arePowersNext } = view;
  const isFixed = view.nextWinOdds === "fixed";

  async function set(terms: { isFixed: boolean; arePowersOn: boolean }): Promise<void> {
    const winOdds = terms.isFixed ? "fixed" : "tote";
    const isSet = await desk.setHouseTerms({ winOdds, arePowersOn: terms.arePowersOn });
    if (isSet) say(texts.value.host.house.changed);
  }
  return (
    <>
      <h3 class="hint">{house.next}</h3>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={isFixed}
          onChange={(event) =>
            void set({ isFixed: event.currentTarget.checked, arePowersOn: arePowersNext })
          }
        />
        <span class="label">{house.fixedSwitch}</span>
        <span class="dim">{house.fixedHint}</span>
      </label>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={arePowersNext}
          onChange={(event) => void set({ isFixed, arePowersOn: event.currentTarget.checked })}
        />
        <span class="label">{house.powersSwitch}</span>
        <span class="dim">{house.powersHint}</span>
      </label>
    </>
  );
}
