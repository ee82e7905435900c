import { useState } from "preact/hooks";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { Question } from "#client/framework/question.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import type { Desk, PhaseCommand } from "./desk.ts";
import { HealthPill } from "./health-pill.tsx";
import { PanicButton } from "./panic-button.tsx";
import { texts } from "./texts.ts";
import { VoidQuestion } from "./void-question.tsx";

interface Step {
  label: string;
  hint: string;
  /** Undefined: nothing to do but wait. */
  command?: PhaseCommand;
}

/** Where the race stands, and the one thing to do next. */
export function NextAction({ desk, view }: { desk: Desk; view: RaceView }) {
  const { common, host } = texts.value;
  const [asked, setAsked] = useState<"off" | "void">();
  const now = desk.feed.now.value;
  const step = nextStep(view);
  const isVoidable = view.phase !== "void" && !view.isOfficial;
  return (
    <section class="panel now" aria-label={host.next.heading}>
      <div class="now-head">
        <div>
          <h1 class="headline" aria-live="polite">
            {view.isOfficial ? common.official : common.phases[view.phase]}
          </h1>
          <p class="dim">
            {common.race(view.raceNumber)} · {view.title} ·{" "}
            {common.runnerCount(view.runners.length)}
          </p>
        </div>
        <Clock view={view} now={now} />
      </div>
      <button
        type="button"
        class="button is-primary next-button"
        disabled={step.command === undefined}
        onClick={() => {
          if (step.command === "lockBetting") setAsked("off");
          else if (step.command !== undefined) void desk.move(step.command);
        }}
      >
        <span>{step.label}</span>
        <small>{step.hint}</small>
      </button>
      <PanicButton desk={desk} view={view} />
      <div class="now-foot">
        <PauseButton desk={desk} view={view} />
        <HealthPill desk={desk} />
        <button
          type="button"
          class="button is-small is-void"
          disabled={!isVoidable}
          onClick={() => setAsked("void")}
        >
          {host.void.button}
        </button>
      </div>
      {asked === "off" && view.phase === "betting" && (
        <Question
          heading={host.next.lockQuestion}
          yes={host.next.lockBetting}
          no={host.next.cancel}
          onAnswer={(isYes) => {
            setAsked(undefined);
            if (isYes) void desk.move("lockBetting");
          }}
        >
          <p>
            {view.phaseEndsAt > 0 && !view.isPaused
              ? host.next.lockDetail(formatTimeLeft(view.phaseEndsAt - now))
              : host.next.lockDetailOpen}
          </p>
        </Question>
      )}
      {asked === "void" && isVoidable && (
        <VoidQuestion desk={desk} onDone={() => setAsked(undefined)} />
      )}
    </section>
  );
}

function Clock({ view, now }: { view: RaceView; now: number }) {
  const { common, host } = texts.value;
  if (view.phase === "racing" || view.phase === "gates") return null;
  if (view.isPaused) return <p class="pill label">{common.paused}</p>;
  if (view.phaseEndsAt === 0) return <p class="dim">{host.next.waits}</p>;
  return (
    <p class="now-clock numeral" role="timer">
      {formatTimeLeft(view.phaseEndsAt - now)}
    </p>
  );
}

function PauseButton({ desk, view }: { desk: Desk; view: RaceView }) {
  const { next } = texts.value.host;
  const isPausable =
    view.isPaused || (view.phaseEndsAt > 0 && view.phase !== "gates" && view.phase !== "racing");
  return (
    <button
      type="button"
      class="button is-small"
      disabled={!isPausable}
      onClick={() => void desk.move(view.isPaused ? "resume" : "pause")}
    >
      {view.isPaused ? next.resume : next.pause}
    </button>
  );
}

function nextStep(view: RaceView): Step {
  const { next } = texts.value.host;
  switch (view.phase) {
    case "lobby":
      return { label: next.openBetting, hint: next.openBettingHint, command: "openBetting" };
    case "betting":
      return { label: next.lockBetting, hint: next.lockBettingHint, command: "lockBetting" };
    case "gates":
    case "racing":
      return { label: next.running, hint: next.runningHint };
    case "settling":
      if (!view.isOfficial) return { label: next.settling, hint: next.settlingHint };
      return { label: next.nextRace, hint: next.nextRaceHint, command: "nextRace" };
    case "void":
      return { label: next.nextRace, hint: next.nextRaceHint, command: "nextRace" };
  }
}
