import type { BattleView } from "#client/battle/battle-view.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { paradeCountries } from "#client/battle/display/parade-countries.ts";
import { texts } from "#client/battle/display/texts.ts";
import { CountdownTime } from "./countdown-time.tsx";
import { LastResult } from "./last-result.tsx";

/** Between battles: what it is about, how to take part, and when it goes on. */
export function IdleScreen({ view }: { view: BattleView }) {
  const { battle } = texts.value;
  const parade = paradeCountries(view.sides.map(({ country }) => country));
  return (
    <div class="battle-idle">
      <h2 class="idle-heading">{battle.idleHeading}</h2>
      <div class="idle-parade" aria-hidden="true">
        {/* Twice, so that the end meets the beginning. */}
        <div class="idle-flags">
          {[...parade, ...parade].map((country, index) => (
            <Flag key={`${country} ${index}`} country={country} />
          ))}
        </div>
      </div>
      <ol class="idle-steps">
        {battle.idleSteps.map(([what, how], index) => (
          <li key={what} class="panel">
            <b>{index + 1}</b>
            <strong>{what}</strong>
            <span>{how}</span>
          </li>
        ))}
      </ol>
      <div class="idle-foot">
        <LastResult stage={view.stageCode} />
        <p class="idle-next panel">
          {view.nextBattleAtMs > 0 ? (
            <>
              <span>{battle.nextIn}</span>
              <b>
                <CountdownTime untilMs={view.nextBattleAtMs} />
              </b>
            </>
          ) : (
            <span>{battle.idleWaiting}</span>
          )}
        </p>
      </div>
    </div>
  );
}
