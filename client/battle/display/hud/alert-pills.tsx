import type { BattleView } from "#client/battle/battle-view.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { bothLanguages, texts } from "#client/battle/display/texts.ts";
import { language } from "#client/framework/language.ts";
import { CountdownTime } from "./countdown-time.tsx";

/** What is special right now: gifts that count more, a combo, gifts that wait for a country. */
export function AlertPills({ view }: { view: BattleView }) {
  const { battle } = texts.value;
  const [english, spanish] = bothLanguages;
  const isOpen = view.phase === "running" || view.phase === "sudden_death";
  return (
    <div class="alert-pills" aria-live="polite">
      {isOpen && view.multiplier > 1 && (
        <p class="alert-pill is-multiplier">
          <b>{battle.multiplier(view.multiplier)}</b>
          <span>{battle.multiplierHint}</span>
          {view.multiplierEndsAtMs > 0 && <CountdownTime untilMs={view.multiplierEndsAtMs} />}
        </p>
      )}
      {view.comboCount > 1 && (
        <p class="alert-pill is-combo" key={`combo ${view.comboName}`}>
          <b>{battle.combo(view.comboCount)}</b>
          <span dir="auto">{battle.comboBy(view.comboName)}</span>
        </p>
      )}
      {isOpen && view.undecidedCount > 0 && (
        <p class="alert-pill is-undecided">
          <b>{battle.undecided(formatPoints(view.undecidedPoints, language.value))}</b>
          <span>
            {english.chooseCountry} · {spanish.chooseCountry}
          </span>
          <span class="alert-flags" aria-hidden="true">
            {view.sides.map(({ country }) => (
              <Flag key={country} country={country} />
            ))}
          </span>
        </p>
      )}
    </div>
  );
}
