import { formatTimeLeft } from "#client/framework/format-time.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "./texts.ts";

/** From here on the clock is coral. */
const LAST_CALL_MS = 10_000;

/** Phase, race and time left: the headline of the race page. */
export function PhasePlate(props: {
  view: RaceView;
  now: number;
  /** Millimetres the leader has covered. */
  leadMm: number;
}) {
  const { view, now, leadMm } = props;
  const { common } = texts.value;
  const phase =
    view.phase === "settling" && view.isOfficial ? common.official : common.phases[view.phase];
  return (
    <section class="phase-plate">
      <div class="phase-words">
        <h1 class="headline" aria-live="polite">
          {phase}
        </h1>
        <p class="dim">
          {common.race(view.raceNumber)} · {view.title}
        </p>
      </div>
      {view.phase === "racing" ? (
        <DistanceLeft leftMm={view.distanceMm - leadMm} />
      ) : (
        <TimeLeft view={view} now={now} />
      )}
    </section>
  );
}

function DistanceLeft({ leftMm }: { leftMm: number }) {
  const { common, phone } = texts.value;
  return (
    <p class="time-left">
      <span class="dim">{phone.race.toGo}</span>
      <span class="numeral">{common.metres(Math.max(0, Math.ceil(leftMm / 1_000)))}</span>
    </p>
  );
}

function TimeLeft({ view, now }: { view: RaceView; now: number }) {
  const { common, phone } = texts.value;
  const { phase } = view;
  if (phase === "gates" || phase === "racing") return null;
  if (view.isPaused) return <p class="pill label">{common.paused}</p>;
  if (view.phaseEndsAt === 0) {
    return <p class="time-left-words dim">{phone.countdown.waitsForHost}</p>;
  }
  const leftMs = view.phaseEndsAt - now;
  const isLastCall = phase === "betting" && leftMs <= LAST_CALL_MS;
  return (
    <p class={`time-left${isLastCall ? " is-last-call" : ""}`}>
      <span class="dim">{phone.countdown[phase]}</span>
      <span class="numeral" role="timer">
        {formatTimeLeft(leftMs)}
      </span>
    </p>
  );
}
