import { expect } from "chai";
import fc from "fast-check";
import { stepLifecycle } from "#common/framework/lifecycle.ts";
import {
  type BattleEvent,
  type BattleStage,
  type BattleTerms,
  battleLifecycle,
  CLOSING_MS,
  SPILL_WAIT_MAX_MS,
} from "./battle-lifecycle.ts";

const plainTerms: BattleTerms = {
  battleId: 7,
  isAutopilot: false,
  cooldownMs: 30_000,
  durationMs: 300_000,
  suddenDeathMs: 30_000,
  isLeadTied: false,
  hasSpilledGifts: false,
};

function step(
  stage: BattleStage,
  { event, now, ...terms }: { event: BattleEvent; now: number } & Partial<BattleTerms>,
) {
  const lifecycle = battleLifecycle(() => ({ ...plainTerms, ...terms }));
  return stepLifecycle(lifecycle, stage, { event, now });
}

describe("a battle's phases", () => {
  const start: BattleEvent = { kind: "start", plan: {} };
  const clock: BattleEvent = { kind: "clock" };
  const end: BattleEvent = { kind: "end", seen: 7 };
  const reset: BattleEvent = { kind: "reset", seen: 7 };
  const idle: BattleStage = { phase: "idle", nextAt: 0 };
  const running: BattleStage = { phase: "running", endsAt: 1_000_000 };
  const suddenDeath: BattleStage = { phase: "sudden_death", endsAt: 1_000_000 };
  const closing: BattleStage = { phase: "closing", endedAt: 1_000_000, closesAt: 1_003_000 };
  const finished: BattleStage = { phase: "finished", nextAt: 0 };

  const table: [string, BattleStage, Parameters<typeof step>[1], BattleStage | undefined][] = [
    [
      "a start runs for the settings' time",
      idle,
      { event: start, now: 1 },
      { phase: "running", endsAt: 300_001 },
    ],
    [
      "a start may name another time",
      finished,
      { event: { kind: "start", plan: { durationMs: 10_000 } }, now: 1 },
      { phase: "running", endsAt: 10_001 },
    ],
    ["a second start finds a battle on", running, { event: start, now: 1 }, undefined],
    ["nothing is due before the end", running, { event: clock, now: 999_999 }, undefined],
    [
      "the end leads to closing",
      running,
      { event: clock, now: 1_000_020 },
      { phase: "closing", endedAt: 1_000_000, closesAt: 1_000_020 + CLOSING_MS },
    ],
    [
      "a tied lead leads to sudden death, in full",
      running,
      { event: clock, now: 1_000_020, isLeadTied: true },
      { phase: "sudden_death", endsAt: 1_030_020 },
    ],
    [
      "a tied lead is closed where sudden death is not configured",
      running,
      { event: clock, now: 1_000_000, isLeadTied: true, suddenDeathMs: 0 },
      { phase: "closing", endedAt: 1_000_000, closesAt: 1_003_000 },
    ],
    [
      "a second tie is a tie",
      suddenDeath,
      { event: clock, now: 1_000_000, isLeadTied: true },
      { phase: "closing", endedAt: 1_000_000, closesAt: 1_003_000 },
    ],
    [
      "a host's end knows no sudden death",
      running,
      { event: end, now: 500_000, isLeadTied: true },
      { phase: "closing", endedAt: 500_000, closesAt: 503_000 },
    ],
    ["a second end means nothing", closing, { event: end, now: 1_000_001 }, undefined],
    [
      "an end for another battle means nothing",
      running,
      { event: { kind: "end", seen: 6 }, now: 1 },
      undefined,
    ],
    ["closing stays open for late gifts", closing, { event: clock, now: 1_002_999 }, undefined],
    [
      "closing waits while gifts lie in the spill file",
      closing,
      { event: clock, now: 1_003_000, hasSpilledGifts: true },
      undefined,
    ],
    [
      "but not for ever",
      closing,
      { event: clock, now: 1_003_000 + SPILL_WAIT_MAX_MS, hasSpilledGifts: true },
      { phase: "finished", nextAt: 0 },
    ],
    [
      "without autopilot a result stays",
      closing,
      { event: clock, now: 1_003_000 },
      { phase: "finished", nextAt: 0 },
    ],
    [
      "with autopilot it stays for the cool-down",
      closing,
      { event: clock, now: 1_003_000, isAutopilot: true },
      { phase: "finished", nextAt: 1_033_000 },
    ],
    [
      "then the next battle begins by itself",
      { phase: "finished", nextAt: 1_033_000 },
      { event: clock, now: 1_033_000 },
      { phase: "running", endsAt: 1_333_000 },
    ],
    ["a waiting result is not due", finished, { event: clock, now: 9_000_000 }, undefined],
    [
      "autopilot switched on counts down",
      idle,
      { event: { kind: "autopilot" }, now: 5, isAutopilot: true },
      { phase: "idle", nextAt: 30_005 },
    ],
    [
      "switched on twice, the countdown goes on",
      { phase: "idle", nextAt: 100 },
      { event: { kind: "autopilot" }, now: 5, isAutopilot: true },
      undefined,
    ],
    [
      "switched off, the stage waits for the host",
      { phase: "finished", nextAt: 100 },
      { event: { kind: "autopilot" }, now: 5 },
      { phase: "finished", nextAt: 0 },
    ],
    ["a running battle can be dropped", running, { event: reset, now: 5 }, idle],
    ["a battle in sudden death can be dropped", suddenDeath, { event: reset, now: 5 }, idle],
    ["a closing battle can be dropped", closing, { event: reset, now: 5 }, idle],
    ["a shown result can be left", finished, { event: reset, now: 5 }, idle],
    ["an idle stage has nothing to reset", idle, { event: reset, now: 5 }, undefined],
  ];
  for (const [title, stage, input, expected] of table) {
    it(title, () => {
      expect(step(stage, input)?.state).to.deep.equal(expected);
    });
  }

  it("tells the database what each step makes true", () => {
    const effects = (stage: BattleStage, input: Parameters<typeof step>[1]) =>
      step(stage, input)?.effects;
    const due = { event: clock, now: 2_000_000 };
    expect(effects(idle, { event: start, now: 1 })).to.deep.equal([start]);
    expect(effects(running, due)).to.deep.equal([{ kind: "close", isDue: true }]);
    expect(effects(running, { event: end, now: 5 })).to.deep.equal([
      { kind: "close", isDue: false },
    ]);
    expect(effects(running, { ...due, isLeadTied: true })).to.deep.equal([{ kind: "suddenDeath" }]);
    expect(effects(suddenDeath, due)).to.deep.equal([{ kind: "close", isDue: false }]);
    expect(effects(closing, due)).to.deep.equal([{ kind: "finish" }]);
    expect(effects(closing, { event: reset, now: 5 })).to.deep.equal([{ kind: "drop" }]);
    expect(effects(finished, { event: reset, now: 5 })).to.deep.equal([{ kind: "leave" }]);
  });

  it("never leaves its map and has one sudden death at most, whatever happens", () => {
    const events = fc.array(
      fc.record({
        event: fc.oneof(
          fc.constant<BattleEvent>(clock),
          fc.constant<BattleEvent>(clock),
          fc.constantFrom<BattleEvent>(start, end, reset, { kind: "autopilot" }),
        ),
        passesMs: fc.integer({ min: 0, max: 400_000 }),
        isLeadTied: fc.boolean(),
        isAutopilot: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(events, (happenings) => {
        let stage: BattleStage = idle;
        let now = 0;
        let suddenDeaths = 0;
        for (const { passesMs, ...happening } of happenings) {
          now += passesMs;
          const next = step(stage, { ...happening, now });
          if (next === undefined) continue;
          if (next.effects[0]?.kind === "start") suddenDeaths = 0;
          if (next.state.phase === "sudden_death") suddenDeaths += 1;
          expect(suddenDeaths).to.be.at.most(1);
          stage = next.state;
        }
      }),
    );
  });
});
