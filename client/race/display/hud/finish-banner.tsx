import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { isHome, isStill } from "#client/race/display/race-loop.ts";
import { texts } from "#client/race/display/texts.ts";
import { winningMargin } from "#client/race/display/winning-margin.ts";
import type { RaceView } from "#client/race/race-view.ts";

/** Who has won and by how much, as soon as the winner is seen over the line. */
export function FinishBanner({ view }: { view: RaceView }) {
  if (!isHome.value) return null;
  const margin = winningMargin(view.runners.map((runner) => ({ ...runner, distanceM: 0 })));
  if (margin === undefined) return null;
  const { common, display } = texts.value;
  const { winners, marginMs } = margin;
  const winner = winners[0]!;
  const isDeadHeat = winners.length > 1;
  const isClose = view.isPhotoFinish || isDeadHeat;
  return (
    <section class={`banner ${isClose ? "is-photo" : ""}`} aria-live="polite">
      {isStill.value && <i class="flash" aria-hidden="true" />}
      <p class="banner-kind">
        {isDeadHeat ? common.deadHeat : isClose ? common.photoFinish : display.winner}
      </p>
      <p class="banner-text">
        {isDeadHeat
          ? display.deadHeatBetween(
              winners.map(({ number, name }) => display.wins(number, name)).join(" · "),
            )
          : marginMs === undefined
            ? display.wins(winner.number, winner.name)
            : display.winsBy(winner.number, winner.name, formatRaceTime(marginMs, language.value))}
      </p>
    </section>
  );
}
