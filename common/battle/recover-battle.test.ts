import { expect } from "chai";
import fc from "fast-check";
import { EXTENSION_MAX_MS } from "./battle-lifecycle.ts";
import { recoverBattle } from "./recover-battle.ts";

describe("a battle after its server was away", () => {
  it("gets back what it lost, up to 60 s in all", () => {
    const running = { phase: "running", endsAt: 100_000 } as const;
    const table = [
      // heartbeat, now, given before → added
      [50_000, 60_000, 0, 10_000],
      [50_000, 110_000, 0, 60_000],
      [50_000, 900_000, 0, 60_000],
      [50_000, 60_000, 55_000, 5_000],
      [50_000, 60_000, 60_000, 0],
      [60_000, 60_000, 0, 0],
      [70_000, 60_000, 0, 0],
    ] as const;
    for (const [heartbeatAt, now, extendedMs, added] of table) {
      expect(recoverBattle(running, { heartbeatAt, now, extendedMs })).to.deep.equal({
        stage: { phase: "running", endsAt: 100_000 + added },
        addedMs: added,
      });
    }
  });

  it("gets nothing back for time after its end", () => {
    const stage = { phase: "sudden_death", endsAt: 100_000 } as const;
    const away = { heartbeatAt: 100_000, now: 130_000, extendedMs: 0 };
    expect(recoverBattle(stage, away)).to.deep.equal({ stage, addedMs: 0 });
  });

  it("stays open for late gifts again while closing, with the end it had", () => {
    const stage = { phase: "closing", endedAt: 100_000, closesAt: 103_000 } as const;
    const away = { heartbeatAt: 101_000, now: 500_000, extendedMs: 0 };
    expect(recoverBattle(stage, away)).to.deep.equal({
      stage: { phase: "closing", endedAt: 100_000, closesAt: 503_000 },
      addedMs: 0,
    });
  });

  it("never gets back more than 60 s, however often the server goes", () => {
    const naps = fc.array(fc.tuple(fc.nat(50_000), fc.nat(90_000)), { maxLength: 12 });
    fc.assert(
      fc.property(naps, (absences) => {
        let stage: Parameters<typeof recoverBattle>[0] = { phase: "running", endsAt: 300_000 };
        let now = 0;
        let extendedMs = 0;
        for (const [upMs, downMs] of absences) {
          const heartbeatAt = now + upMs;
          now = heartbeatAt + downMs;
          const recovered = recoverBattle(stage, { heartbeatAt, now, extendedMs });
          stage = recovered.stage;
          extendedMs += recovered.addedMs;
        }
        expect(extendedMs).to.be.within(0, EXTENSION_MAX_MS);
        expect(stage).to.deep.equal({ phase: "running", endsAt: 300_000 + extendedMs });
      }),
    );
  });
});
