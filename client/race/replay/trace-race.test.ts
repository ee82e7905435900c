import { expect } from "chai";
import { type RaceRecordV2, recordSchema } from "#common/race/record.ts";
import { sampleRecord, sampleRecordV1, seal } from "#common/race/record-samples.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { hashTrace, type RaceTrace, RUN_OUT_TICKS, traceRace } from "./trace-race.ts";

const race = {
  scratched: [4],
  inputs: [
    { player: 1, tick: 120, power: "boost" as const, target: 2 },
    { player: 1, tick: 20, power: "boost" as const, target: 4 },
  ],
};

function trace(record: RaceRecordV2 = sampleRecord(race)): RaceTrace {
  const traced = traceRace(record);
  if (typeof traced === "string") throw new Error(traced);
  return traced;
}

describe("the trace of a recorded race", () => {
  it("ends as the record says, a second and a half after the last runner is home", () => {
    const record = sampleRecord(race);
    const { result, tickCount, runnerCount, positionsMm } = trace(record);
    expect(result).to.deep.equal({
      order: record.order,
      finishTimesMs: record.finishTimesMs,
      ticks: record.ticks,
    });
    expect(tickCount).to.equal(record.ticks + RUN_OUT_TICKS + 1);
    expect(positionsMm).lengthOf(tickCount * runnerCount);
  });

  it("has every runner over the line in the tick of its finish, and not before", () => {
    const record = sampleRecord(race);
    const { runnerCount, positionsMm } = trace(record);
    for (const [runner, timeMs] of record.finishTimesMs.entries()) {
      if (timeMs === 0) continue;
      const tick = Math.floor(timeMs / TICK_MS);
      const at = (step: number) => positionsMm[step * runnerCount + runner] as number;
      expect(at(tick)).below(record.card.track.distanceMm);
      expect(at(tick + 1)).at.least(record.card.track.distanceMm);
    }
  });

  it("shows a power from the tick it works at, and leaves who was scratched at the gate", () => {
    const { runnerCount, effects, positionsMm, casts } = trace();
    expect(effects[120 * runnerCount + 1]).to.equal(0);
    expect(effects[121 * runnerCount + 1]).to.equal(1);
    expect(positionsMm[200 * runnerCount + 3]).to.equal(0);
    expect(casts).to.deep.equal([
      { seq: 2, isApplied: false, reason: "target_scratched" },
      { seq: 1, isApplied: true, reason: "" },
    ]);
  });

  it("is the same bytes each time, and others where one power is another's", () => {
    const moved = { ...race, inputs: [{ ...race.inputs[0]!, target: 3 }] };
    expect(hashTrace(trace())).to.equal(hashTrace(trace()));
    expect(hashTrace(trace())).not.to.equal(hashTrace(trace(sampleRecord(moved))));
  });

  it("is there for a race of the engine before powers, and of one void after its lock", () => {
    const old = sampleRecordV1();
    expect(traceRace(old)).to.have.nested.property("result.ticks", old.ticks);
    const called: RaceRecordV2 = { ...sampleRecord(), status: "void", voidReason: "rain" };
    expect(traceRace(called)).to.have.nested.property("result.ticks", called.ticks);
  });

  it("is none where the engine is not known, and where nothing was ever drawn", () => {
    const foreign = sampleRecord({ engineHash: "ab".repeat(32) });
    expect(traceRace(foreign)).to.equal("engine_unknown");
    const unrun = seal({
      ...sampleRecord(),
      ...{ status: "void" as const, voidReason: "rain", lock: null },
      ...{ revealedRoot: null, revealedCount: null, raceSeed: null },
    });
    expect(recordSchema.safeParse(unrun).success).to.equal(true);
    expect(traceRace(unrun)).to.equal("never_run");
  });
});
