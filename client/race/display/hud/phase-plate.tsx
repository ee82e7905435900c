import { language } from "#client/framework/language.ts";
import { writeText } from "#client/framework/write-text.ts";
import { firstHomeMs } from "#client/race/display/first-home.ts";
import { formatRaceClock } from "#client/race/display/format-race-clock.ts";
import { isStill } from "#client/race/display/race-loop.ts";
import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { TimeLeft } from "./time-left.tsx";
import { useDisplay, useFrame } from "./use-display.ts";

/** What is happening now and for how long, top right. */
export function PhasePlate() {
  const view = useDisplay().feed.view.value;
  if (view === undefined) return null;
  const { common } = texts.value;
  // A still outlasts the phase: it belongs to the race.
  const phase = isStill.value ? "racing" : view.phase;
  const isRunning = phase === "racing" || phase === "gates";
  const hasEnd = view.phaseEndsAt > 0 || view.isPaused;
  const word = phase === "settling" && view.isOfficial ? common.official : undefined;
  return (
    <section class={`phase-plate plate phase-${phase}`} aria-label={common.phases[phase]}>
      <p class="phase-word">
        <span>
          {phase === "racing" && <i class="live-dot" />}
          {phase === "racing" ? texts.value.display.live : (word ?? common.phases[phase])}
        </span>
      </p>
      {isRunning ? (
        <RaceClock view={view} />
      ) : (
        hasEnd && (
          <p class="phase-clock">
            {view.isPaused ? <span class="phase-paused">{common.paused}</span> : <TimeLeft />}
          </p>
        )
      )}
      {isRunning && <MetresLeft />}
    </section>
  );
}

/** The race's own time; it stands once the winner is home. */
export function RaceClock({ view }: { view: RaceView }) {
  const target = useFrame<HTMLSpanElement>((span, { timeMs }) => {
    const homeMs = firstHomeMs(view.runners);
    const shownMs = timeMs ?? 0;
    writeText(
      span,
      formatRaceClock(homeMs > 0 ? Math.min(shownMs, homeMs) : shownMs, language.value),
    );
  });
  return (
    <p class="phase-clock">
      <span ref={target} />
    </p>
  );
}

/** What the leader has still to run. */
export function MetresLeft() {
  const target = useFrame<HTMLParagraphElement>((p, { leadM, finishM }) => {
    const { display } = texts.value;
    const left = Math.round(finishM - leadM);
    writeText(p, left > 0 ? display.metresLeft(left) : display.finished);
  });
  return <p class="phase-left" ref={target} />;
}
