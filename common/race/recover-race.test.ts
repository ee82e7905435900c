import { expect } from "chai";
import fc from "fast-check";
import type { RaceStage } from "./race-lifecycle.ts";
import { BETTING_REOPENS_MS_MIN, RACE_RESUMES_GAP_MS_MAX, recoverRace } from "./recover-race.ts";

const heartbeatAt = 1_000_000;

/** The stage after an absence of `gapMs`. */
function recover(stage: RaceStage, gapMs: number) {
  return recoverRace(stage, { heartbeatAt, now: heartbeatAt + gapMs });
}

const anyGapMs = fc.integer({ min: 0, max: 10_000_000 });

describe("recovery of a race", () => {
  it("gives every countdown the time away back", () => {
    const countdown = { kind: "running", endsAt: heartbeatAt + 20_000 } as const;
    const moved = { kind: "running", endsAt: heartbeatAt + 27_000 };
    const stages: RaceStage[] = [
      { phase: "lobby", countdown },
      { phase: "betting", countdown },
      { phase: "settling", isOfficial: true, countdown },
      { phase: "void", reason: "fog", countdown },
    ];
    for (const stage of stages) {
      expect(recover(stage, 7_000), stage.phase).to.deep.equal({
        stage: { ...stage, countdown: moved },
        finishesUnseen: false,
      });
    }
  });

  it("keeps what was paused paused and what waited waiting", () => {
    for (const countdown of [{ kind: "paused", leftMs: 3_000 }, { kind: "none" }] as const) {
      for (const phase of ["lobby", "betting"] as const) {
        const stage: RaceStage = { phase, countdown };
        expect(recover(stage, 60_000)).to.deep.equal({ stage, finishesUnseen: false });
      }
    }
  });

  it("reopens betting with the time that was left, and with 15 s at the least", () => {
    fc.assert(
      fc.property(anyGapMs, fc.integer({ min: -1_000, max: 1_800_000 }), (gapMs, leftMs) => {
        const countdown = { kind: "running", endsAt: heartbeatAt + leftMs } as const;
        const { stage } = recover({ phase: "betting", countdown }, gapMs);
        const endsAt = heartbeatAt + gapMs + Math.max(leftMs, BETTING_REOPENS_MS_MIN);
        expect(stage).to.deep.equal({ phase: "betting", countdown: { kind: "running", endsAt } });
      }),
    );
    expect(BETTING_REOPENS_MS_MIN).to.equal(15_000);
  });

  it("resumes a race where it stood after 10 s or less, and finishes it unseen after more", () => {
    fc.assert(
      fc.property(anyGapMs, fc.integer({ min: -60_000, max: 5_000 }), (gapMs, untilOffMs) => {
        const offAt = heartbeatAt + untilOffMs;
        const { stage, finishesUnseen } = recover({ phase: "racing", offAt, isOff: true }, gapMs);
        expect(stage).to.deep.equal({ phase: "racing", offAt: offAt + gapMs, isOff: true });
        expect(finishesUnseen).to.equal(gapMs > 10_000);
      }),
    );
    const stage: RaceStage = { phase: "racing", offAt: heartbeatAt, isOff: true };
    expect(recover(stage, RACE_RESUMES_GAP_MS_MAX).finishesUnseen).to.equal(false);
    expect(recover(stage, RACE_RESUMES_GAP_MS_MAX + 1).finishesUnseen).to.equal(true);
  });

  it("leaves a race that waits for its settlement as it is", () => {
    const stage: RaceStage = { phase: "settling", isOfficial: false };
    expect(recover(stage, 60_000)).to.deep.equal({ stage, finishesUnseen: false });
  });

  it("takes a clock that was put back for no absence: what was left is left, by the new clock", () => {
    const now = heartbeatAt - 3_600_000;
    const racing: RaceStage = { phase: "racing", offAt: heartbeatAt - 5_000, isOff: true };
    expect(recover(racing, now - heartbeatAt)).to.deep.equal({
      stage: { ...racing, offAt: now - 5_000 },
      finishesUnseen: false,
    });
    const countdown = { kind: "running", endsAt: heartbeatAt + 40_000 } as const;
    for (const phase of ["betting", "lobby"] as const) {
      expect(recover({ phase, countdown }, now - heartbeatAt).stage).to.deep.equal({
        phase,
        countdown: { kind: "running", endsAt: now + 40_000 },
      });
    }
  });
});
