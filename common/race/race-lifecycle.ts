import type { Lifecycle, Step } from "#common/framework/lifecycle.ts";

/** How long each phase lasts and whether the card runs by itself; epoch-free, in milliseconds. */
export interface RaceTimetable {
  isAutopilot: boolean;
  lobbyMs: number;
  bettingMs: number;
  /** From the lock to the off: start lights. */
  gatesMs: number;
  settlingMs: number;
  /** Added to betting when a runner is scratched (TOTE-6). */
  scratchExtendsMs: number;
}

/** A countdown that runs to `endsAt`, or stands still with `leftMs` to go. */
export type Countdown =
  | { kind: "running"; endsAt: number }
  | { kind: "paused"; leftMs: number }
  /** Nothing is set: the host decides. */
  | { kind: "none" };

/**
 * A race from the lobby to the next one (RACE-1). Only `raceLifecycle.step` makes a new one.
 * `racing` starts with the gates: the off is at `offAt`, and nobody runs before the race's seed is
 * fixed (`isOff`). `settling` is official only after the settlement has committed.
 */
export type RaceStage =
  | { phase: "lobby"; countdown: Countdown }
  | { phase: "betting"; countdown: Countdown }
  | { phase: "racing"; offAt: number; isOff: boolean }
  | { phase: "settling"; isOfficial: false }
  | { phase: "settling"; isOfficial: true; countdown: Countdown }
  | { phase: "void"; reason: string; countdown: Countdown };

export type RacePhaseName = RaceStage["phase"];

/** What a host may say to a race. */
export type HostWord =
  | { kind: "openBetting" }
  | { kind: "lockBetting" }
  | { kind: "scratchRunner"; number: number }
  | { kind: "pause" }
  | { kind: "resume" }
  | { kind: "voidRace"; reason: string }
  | { kind: "nextRace" };

/** What may happen to a race. */
export type RaceEvent =
  /** In any other phase than the one the host saw a word means nothing (RACE-1). */
  | (HostWord & { seen: RacePhaseName })
  /** Autopilot may have been switched: a lobby starts to count down, or waits for the host. */
  | { kind: "autopilot" }
  /** Time has passed: whatever is due happens. */
  | { kind: "clock" }
  /** Every runner is over the line. */
  | { kind: "finished" }
  /** The result is stored; pay it out. */
  | { kind: "settle" };

/** What must be true in the database before the new stage is. */
export type RaceEffect =
  | { kind: "storePhase" }
  /** Publishes what is bet and who takes part in the draw; the off is counted from its commit. */
  | { kind: "lock" }
  /** Takes a runner out and gives the stakes on it back (TOTE-6). */
  | { kind: "scratch"; number: number }
  /** Fixes the seed from what the phones have revealed (RACE-6); the race starts with its commit. */
  | { kind: "sendOff" }
  | { kind: "storeResult" }
  | { kind: "settle" }
  /** Stores the void and gives every stake back, at once. */
  | { kind: "refund"; reason: string }
  | { kind: "bringNextRace" };

type RaceStep = Step<RaceStage, RaceEffect>;

/** The lifecycle of a race under a timetable; the timetable is read at every step, so the host may change it. */
export function raceLifecycle(
  timetable: () => RaceTimetable,
): Lifecycle<RaceStage, RaceEvent, RaceEffect> {
  return {
    legalMoves: {
      lobby: ["betting", "void"],
      betting: ["racing", "void"],
      racing: ["settling", "void"],
      settling: ["lobby", "void"],
      void: ["lobby"],
    },
    step(stage, event, now) {
      if ("seen" in event && event.seen !== stage.phase) return undefined;
      if (event.kind === "voidRace")
        return voidRace(stage, event.reason, now + timetable().settlingMs);
      if (event.kind === "pause" || event.kind === "resume")
        return pauseOrResume(stage, event, now);
      switch (stage.phase) {
        case "lobby":
          return stepLobby(stage, event, { now, timetable: timetable() });
        case "betting":
          return stepBetting(stage, event, { now, timetable: timetable() });
        case "racing":
          return stepRacing(stage, event, now);
        case "settling":
          return stepSettling(stage, event, { now, timetable: timetable() });
        case "void":
          return leave(stage.countdown, event, { now, timetable: timetable() });
      }
    },
  };
}

/** The first stage of a race: autopilot counts down to betting, otherwise the host opens it. */
export function lobbyStage(timetable: RaceTimetable, now: number): RaceStage {
  return {
    phase: "lobby",
    countdown: timetable.isAutopilot ? runUntil(now + timetable.lobbyMs) : { kind: "none" },
  };
}

/** The countdown of a stage that has one. */
export function countdownOf(stage: RaceStage): Countdown {
  return "countdown" in stage ? stage.countdown : { kind: "none" };
}

interface Moment {
  now: number;
  timetable: RaceTimetable;
}

function stepLobby(
  stage: Extract<RaceStage, { phase: "lobby" }>,
  event: RaceEvent,
  { now, timetable }: Moment,
): RaceStep | undefined {
  if (event.kind === "autopilot") {
    // Switched on twice, the countdown that runs goes on.
    const waits = stage.countdown.kind === "none";
    if (waits !== timetable.isAutopilot) return undefined;
    return { state: lobbyStage(timetable, now), effects: [{ kind: "storePhase" }] };
  }
  if (event.kind === "scratchRunner") {
    return { state: stage, effects: [{ kind: "scratch", number: event.number }] };
  }
  const opens =
    event.kind === "openBetting" || (event.kind === "clock" && isDue(stage.countdown, now));
  if (!opens) return undefined;
  return {
    state: { phase: "betting", countdown: runUntil(now + timetable.bettingMs) },
    effects: [{ kind: "storePhase" }],
  };
}

function stepBetting(
  stage: Extract<RaceStage, { phase: "betting" }>,
  event: RaceEvent,
  { now, timetable }: Moment,
): RaceStep | undefined {
  if (event.kind === "scratchRunner") {
    const countdown = extend(stage.countdown, timetable.scratchExtendsMs);
    return {
      state: { phase: "betting", countdown },
      effects: [{ kind: "scratch", number: event.number }],
    };
  }
  const locks =
    event.kind === "lockBetting" || (event.kind === "clock" && isDue(stage.countdown, now));
  if (!locks) return undefined;
  return {
    state: { phase: "racing", offAt: now + timetable.gatesMs, isOff: false },
    effects: [{ kind: "lock" }],
  };
}

function stepRacing(
  stage: Extract<RaceStage, { phase: "racing" }>,
  event: RaceEvent,
  now: number,
): RaceStep | undefined {
  if (!stage.isOff) {
    if (event.kind !== "clock" || now < stage.offAt) return undefined;
    return { state: { ...stage, isOff: true }, effects: [{ kind: "sendOff" }] };
  }
  if (event.kind !== "finished") return undefined;
  return { state: { phase: "settling", isOfficial: false }, effects: [{ kind: "storeResult" }] };
}

function stepSettling(
  stage: Extract<RaceStage, { phase: "settling" }>,
  event: RaceEvent,
  { now, timetable }: Moment,
): RaceStep | undefined {
  if (!stage.isOfficial) {
    if (event.kind !== "settle") return undefined;
    return {
      state: {
        phase: "settling",
        isOfficial: true,
        countdown: runUntil(now + timetable.settlingMs),
      },
      effects: [{ kind: "settle" }],
    };
  }
  return leave(stage.countdown, event, { now, timetable });
}

/** From a finished race to the next one: when its time is up, or at the host's word. */
function leave(
  countdown: Countdown,
  event: RaceEvent,
  { now, timetable }: Moment,
): RaceStep | undefined {
  const leaves = event.kind === "nextRace" || (event.kind === "clock" && isDue(countdown, now));
  if (!leaves) return undefined;
  return { state: lobbyStage(timetable, now), effects: [{ kind: "bringNextRace" }] };
}

/** Until it is official a race can be called off; after that only a reversal could change money. */
function voidRace(stage: RaceStage, reason: string, endsAt: number): RaceStep | undefined {
  if (stage.phase === "void" || (stage.phase === "settling" && stage.isOfficial)) return undefined;
  return {
    state: { phase: "void", reason, countdown: runUntil(endsAt) },
    effects: [{ kind: "refund", reason }],
  };
}

function pauseOrResume(
  stage: RaceStage,
  event: { kind: "pause" | "resume" },
  now: number,
): RaceStep | undefined {
  const countdown = countdownOf(stage);
  if (!("countdown" in stage)) return undefined;
  const effects: RaceEffect[] = [{ kind: "storePhase" }];
  if (event.kind === "pause" && countdown.kind === "running") {
    const leftMs = Math.max(0, countdown.endsAt - now);
    return { state: { ...stage, countdown: { kind: "paused", leftMs } }, effects };
  }
  if (event.kind === "resume" && countdown.kind === "paused") {
    return { state: { ...stage, countdown: runUntil(now + countdown.leftMs) }, effects };
  }
  return undefined;
}

function runUntil(endsAt: number): Countdown {
  return { kind: "running", endsAt };
}

function extend(countdown: Countdown, byMs: number): Countdown {
  switch (countdown.kind) {
    case "running":
      return runUntil(countdown.endsAt + byMs);
    case "paused":
      return { kind: "paused", leftMs: countdown.leftMs + byMs };
    case "none":
      return countdown;
  }
}

function isDue(countdown: Countdown, now: number): boolean {
  return countdown.kind === "running" && now >= countdown.endsAt;
}
