import { expect } from "chai";
import fc from "fast-check";
import { type Step, stepLifecycle } from "#common/framework/lifecycle.ts";
import {
  type Countdown,
  countdownOf,
  type HostWord,
  type RaceEffect,
  type RaceEvent,
  type RaceStage,
  type RaceTimetable,
  raceLifecycle,
} from "./race-lifecycle.ts";

const now = 1_000_000;
const timetable: RaceTimetable = {
  isAutopilot: true,
  lobbyMs: 20_000,
  bettingMs: 60_000,
  gatesMs: 3_000,
  settlingMs: 12_000,
  scratchExtendsMs: 20_000,
};
const lifecycle = raceLifecycle(() => timetable);

const due = { kind: "running", endsAt: now } as const;
const stages = {
  lobby: { phase: "lobby", countdown: due },
  betting: { phase: "betting", countdown: due },
  gates: { phase: "racing", offAt: now, isOff: false },
  racing: { phase: "racing", offAt: now - 3_000, isOff: true },
  finished: { phase: "settling", isOfficial: false },
  official: { phase: "settling", isOfficial: true, countdown: due },
  void: { phase: "void", reason: "fog", countdown: due },
} satisfies Record<string, RaceStage>;
type StageName = keyof typeof stages;

const words = {
  openBetting: { kind: "openBetting" },
  lockBetting: { kind: "lockBetting" },
  scratchRunner: { kind: "scratchRunner", number: 4 },
  pause: { kind: "pause" },
  resume: { kind: "resume" },
  voidRace: { kind: "voidRace", reason: "rain" },
  nextRace: { kind: "nextRace" },
} satisfies Record<string, HostWord>;
const moments = {
  autopilot: { kind: "autopilot" },
  clock: { kind: "clock" },
  finished: { kind: "finished" },
  settle: { kind: "settle" },
} satisfies Record<string, RaceEvent>;
type EventName = keyof typeof words | keyof typeof moments;

/** Where each event leads from each stage, and by which effect; everything absent means nothing. */
const moves: Record<StageName, Partial<Record<EventName, [to: string, effect: string]>>> = {
  lobby: {
    openBetting: ["betting", "storePhase"],
    clock: ["betting", "storePhase"],
    scratchRunner: ["lobby", "scratch"],
    pause: ["lobby", "storePhase"],
    voidRace: ["void", "refund"],
  },
  betting: {
    lockBetting: ["racing", "lock"],
    clock: ["racing", "lock"],
    scratchRunner: ["betting", "scratch"],
    pause: ["betting", "storePhase"],
    voidRace: ["void", "refund"],
  },
  gates: { clock: ["racing", "sendOff"], voidRace: ["void", "refund"] },
  racing: { finished: ["settling", "storeResult"], voidRace: ["void", "refund"] },
  finished: { settle: ["settling", "settle"], voidRace: ["void", "refund"] },
  official: {
    nextRace: ["lobby", "bringNextRace"],
    clock: ["lobby", "bringNextRace"],
    pause: ["settling", "storePhase"],
  },
  void: {
    nextRace: ["lobby", "bringNextRace"],
    clock: ["lobby", "bringNextRace"],
    pause: ["void", "storePhase"],
  },
};

function eventOf(name: EventName, seen: RaceStage["phase"]): RaceEvent {
  return name in words
    ? { ...words[name as keyof typeof words], seen }
    : moments[name as keyof typeof moments];
}

/** All but the scratch: that one leads to the same phase, and the race's row knows who is out. */
const wordsOfAPhase = Object.values(words).filter(({ kind }) => kind !== "scratchRunner");

const eventNames = [...Object.keys(words), ...Object.keys(moments)] as EventName[];

describe("lifecycle of a race", () => {
  for (const stageName of Object.keys(stages) as StageName[]) {
    it(`in ${stageName} goes where RACE-1 says, and nowhere else`, () => {
      const stage: RaceStage = stages[stageName];
      for (const eventName of eventNames) {
        const step = stepLifecycle(lifecycle, stage, {
          event: eventOf(eventName, stage.phase),
          now,
        });
        const [to, effect] = moves[stageName][eventName] ?? [];
        expect(step?.state.phase, eventName).to.equal(to);
        expect(step?.effects[0]?.kind, eventName).to.equal(effect);
        expect(step?.effects.length ?? 1).to.equal(1);
      }
    });
  }

  it("lasts as long as the timetable says", () => {
    const end = (stage: RaceStage, name: EventName) => {
      const state = lifecycle.step(stage, eventOf(name, stage.phase), now)?.state;
      if (state?.phase === "racing") return state.offAt - now;
      const countdown = countdownOf(state as RaceStage);
      return countdown.kind === "running" ? countdown.endsAt - now : undefined;
    };
    expect(end(stages.lobby, "openBetting")).to.equal(60_000);
    expect(end(stages.betting, "lockBetting")).to.equal(3_000);
    expect(end(stages.finished, "settle")).to.equal(12_000);
    expect(end(stages.betting, "voidRace")).to.equal(12_000);
    expect(end(stages.official, "nextRace")).to.equal(20_000);
  });

  it("gives betting the extension when a runner is scratched, also while it is paused", () => {
    const scratch = (countdown: Countdown) => {
      const stage: RaceStage = { phase: "betting", countdown };
      const step = lifecycle.step(stage, eventOf("scratchRunner", "betting"), now);
      return step && countdownOf(step.state);
    };
    expect(scratch(due)).to.deep.equal({ kind: "running", endsAt: now + 20_000 });
    expect(scratch({ kind: "paused", leftMs: 500 })).to.deep.equal({
      kind: "paused",
      leftMs: 20_500,
    });
  });

  it("runs nobody before the seed is fixed", () => {
    expect(lifecycle.step(stages.gates, { kind: "finished" }, now)).to.equal(undefined);
    expect(lifecycle.step(stages.racing, { kind: "clock" }, now)).to.equal(undefined);
  });

  it("waits for its deadline to the millisecond", () => {
    const { lobby, betting, gates, official } = stages;
    for (const stage of [lobby, betting, gates, official, stages.void]) {
      expect(lifecycle.step(stage, { kind: "clock" }, now - 1), stage.phase).to.equal(undefined);
      expect(lifecycle.step(stage, { kind: "clock" }, now), stage.phase).to.not.equal(undefined);
    }
  });

  it("takes a host's word only in the phase the host saw", () => {
    for (const stage of Object.values(stages) as RaceStage[]) {
      for (const seen of ["lobby", "betting", "racing", "settling", "void"] as const) {
        if (seen === stage.phase) continue;
        for (const word of Object.values(words)) {
          expect(lifecycle.step(stage, { ...word, seen }, now)).to.equal(undefined);
        }
      }
    }
  });

  it("lets a lobby count down with autopilot and wait without it", () => {
    const without = raceLifecycle(() => ({ ...timetable, isAutopilot: false }));
    const waiting: RaceStage = { phase: "lobby", countdown: { kind: "none" } };
    const counting: RaceStage = {
      phase: "lobby",
      countdown: { kind: "running", endsAt: now + 20_000 },
    };
    const autopilot: RaceEvent = { kind: "autopilot" };
    expect(lifecycle.step(waiting, autopilot, now)?.state).to.deep.equal(counting);
    expect(lifecycle.step(counting, autopilot, now + 5_000)).to.equal(undefined);
    expect(without.step(counting, autopilot, now)?.state).to.deep.equal(waiting);
    expect(without.step(waiting, autopilot, now)).to.equal(undefined);
    expect(without.step(waiting, { kind: "clock" }, now + 1e9)).to.equal(undefined);
    const next = without.step(stages.official, { kind: "clock" }, now)?.state;
    expect(next).to.deep.equal(waiting);
  });

  it("resumes with exactly the time it was paused with", () => {
    const elapsedMs = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(elapsedMs, elapsedMs, elapsedMs, (leftMs, beforeMs, pausedMs) => {
        for (const phase of ["lobby", "betting"] as const) {
          const pausedAt = now + beforeMs;
          const running: RaceStage = {
            phase,
            countdown: { kind: "running", endsAt: pausedAt + leftMs },
          };
          const paused = lifecycle.step(running, { kind: "pause", seen: phase }, pausedAt)?.state;
          expect(paused && countdownOf(paused)).to.deep.equal({ kind: "paused", leftMs });
          expect(lifecycle.step(paused as RaceStage, { kind: "clock" }, 1e12)).to.equal(undefined);
          const resumedAt = pausedAt + pausedMs;
          const resumed = lifecycle.step(
            paused as RaceStage,
            { kind: "resume", seen: phase },
            resumedAt,
          )?.state;
          expect(resumed && countdownOf(resumed)).to.deep.equal({
            kind: "running",
            endsAt: resumedAt + leftMs,
          });
        }
      }),
    );
  });

  it("makes only legal moves, whatever happens when", () => {
    fc.assert(
      fc.property(fc.array(anyHappening, { maxLength: 60 }), (happenings) => {
        run(happenings, (from, to, effects) => {
          if (from.phase === "settling" && from.isOfficial) {
            expect(effects.filter(({ kind }) => /refund|settle/.test(kind))).to.deep.equal([]);
          }
          if (to.phase === "settling" && to.isOfficial && from.phase === "settling") {
            expect(from.isOfficial || effects[0]?.kind === "settle").to.equal(true);
          }
        });
      }),
    );
  });

  it("does one thing for two taps, whatever happened before", () => {
    fc.assert(
      fc.property(
        fc.array(anyHappening, { maxLength: 40 }),
        fc.constantFrom(...wordsOfAPhase),
        (happenings, word) => {
          const { stage, at } = run(happenings, () => {});
          const tap: RaceEvent = { ...word, seen: stage.phase };
          const first = stepLifecycle(lifecycle, stage, { event: tap, now: at });
          if (first === undefined) return;
          const second = stepLifecycle(lifecycle, first.state, { event: tap, now: at });
          expect(second).to.equal(undefined);
        },
      ),
    );
  });
});

const anyHappening = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 70_000 })),
  name: fc.constantFrom(...eventNames, "clock" as const, "clock" as const),
});

/** Lets things happen from a fresh lobby on; an illegal move throws. */
function run(
  happenings: readonly { afterMs: number; name: EventName }[],
  look: (from: RaceStage, to: RaceStage, effects: readonly { kind: string }[]) => void,
): { stage: RaceStage; at: number } {
  let stage: RaceStage = { phase: "lobby", countdown: { kind: "none" } };
  let at = now;
  for (const { afterMs, name } of happenings) {
    at += afterMs;
    const event = eventOf(name, stage.phase);
    const step: Step<RaceStage, RaceEffect> | undefined = stepLifecycle(lifecycle, stage, {
      event,
      now: at,
    });
    if (step === undefined) continue;
    look(stage, step.state, step.effects);
    stage = step.state;
  }
  return { stage, at };
}
