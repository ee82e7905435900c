import { formatDividend } from "#client/framework/format-odds.ts";
import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { dividendOf } from "#client/race/pools.ts";
import type { RaceView, RunnerView } from "#client/race/race-view.ts";
import { placesOf, runningOrder } from "#client/race/running-order.ts";
import { texts } from "../texts.ts";

/** The order of finish with times, and what each market paid per chip once it is official. */
export function OfficialOrder({ view, mine }: { view: RaceView; mine: ReadonlySet<number> }) {
  const { common, phone } = texts.value;
  const starters = view.runners.filter(({ isScratched }) => !isScratched);
  const order = runningOrder(starters.map((runner) => ({ ...runner, distanceM: 0 })));
  const places = placesOf(order);
  return (
    <section>
      <h2 class="section-label">
        {phone.result.order}
        {!view.isOfficial && <> · {common.unofficial}</>}
        {view.isPhotoFinish && <> · {common.photoFinish}</>}
      </h2>
      <ol class="order is-result">
        {order.map((runner, index) => (
          <li key={runner.number} class={mine.has(runner.number) ? "is-mine" : ""}>
            <span class="place numeral">{places[index]}</span>
            <NumberChip number={runner.number} livery={runner.livery} />
            <span class="runner-name label">
              {runner.name}
              <Dividends runner={runner} />
            </span>
            <span class="gap">
              {runner.finishTimeMs > 0 && formatRaceTime(runner.finishTimeMs, language.value)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Dividends({ runner }: { runner: RunnerView }) {
  const { markets } = texts.value.words;
  return (
    <span class="dividends">
      {["win", "place", "show"].map((market) => {
        const dividend = dividendOf(runner, market);
        if (dividend === "") return null;
        return (
          <span key={market} class="dividend">
            <small>{markets[market]}</small> {formatDividend(dividend, language.value)}
          </span>
        );
      })}
    </span>
  );
}
