import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { ExoticsCard } from "./exotics-card.tsx";
import { TimeLeft } from "./time-left.tsx";
import { ToteBoard } from "./tote-board.tsx";

/** Betting is open: the board, the time left, and the field at the gates behind them. */
export function BettingScreen({ view }: { view: RaceView }) {
  const { common, display } = texts.value;
  return (
    <div class="betting">
      <ToteBoard view={view} />
      <ExoticsCard view={view} />
      <section class="countdown panel" aria-label={display.offIn}>
        {view.isPaused ? (
          <p class="countdown-word">{common.paused}</p>
        ) : view.phaseEndsAt === 0 ? (
          <p class="countdown-wait">{display.waitingForHost}</p>
        ) : (
          <>
            <p class="countdown-label">{display.offIn}</p>
            <p class="countdown-time">
              <TimeLeft />
            </p>
          </>
        )}
      </section>
    </div>
  );
}
