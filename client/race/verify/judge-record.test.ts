import { expect } from "chai";
import type { RaceRecordV2 } from "#common/race/record.ts";
import { sampleReceipts, sampleRecord, sampleRecordV1, seal } from "#common/race/record-samples.ts";
import { settleRecorded } from "#common/tote/settle-recorded.ts";
import { judgeRecord } from "./judge-record.ts";

const previous = sampleRecord({ raceId: 6, seedIndex: 11 });
const race = {
  bets: [1, 2, 3, 4, 5, 6].map((number) => ({ player: number, selection: [number], stake: 100n })),
  phones: [{ player: 1, secret: 1 }],
  inputs: [{ player: 1, tick: 120, power: "boost" as const, target: 2 }],
  settle: settleRecorded as never,
};

function record(changes: Partial<RaceRecordV2> = {}): RaceRecordV2 {
  return seal({ ...sampleRecord(race), previousRecordHash: previous.hash, ...changes });
}

const faultOf = (evidence: Parameters<typeof judgeRecord>[0]) =>
  judgeRecord(evidence).steps.find(({ state }) => state === "fault")?.step;

describe("the judgement of a race", () => {
  it("is PASS by the record, the record before it and what the phone kept", () => {
    const mine = sampleReceipts(record(), { player: 1, secret: 1 });
    const { verdict, steps } = judgeRecord({ record: record(), previous, mine });
    expect(steps.filter(({ state }) => state !== "ok")).to.deep.equal([]);
    expect(verdict).to.equal("pass");
    expect(steps).lengthOf(16);
  });

  it("says what was not looked at, and looks at nothing behind the first fault", () => {
    const { verdict, steps } = judgeRecord({ record: record() });
    expect(verdict).to.equal("pass");
    const skipped = steps.filter(({ state }) => state === "skipped").map(({ step }) => step);
    expect(skipped).to.deep.equal(["receipts", "previous"]);
    const tampered = judgeRecord({ record: { ...record(), serverSeed: "00".repeat(32) } });
    expect(tampered.verdict).to.equal("fail");
    expect(tampered.steps.map(({ state }) => state)).to.deep.equal([
      ...Array.from({ length: 3 }, () => "ok"),
      "fault",
      ...Array.from({ length: 12 }, () => "skipped"),
    ]);
  });

  it("is FAIL where the race before is not the one that the record names", () => {
    const rewritten = seal({ ...previous, offAt: 1 });
    expect(faultOf({ record: record(), previous: rewritten })).to.equal("previous");
    expect(faultOf({ record: record(), previous: null })).to.equal("previous");
  });

  it("is FAIL where a seed of the chain was passed over", () => {
    const earlier = sampleRecord({ raceId: 6, seedIndex: 10 });
    const of = record({ previousRecordHash: earlier.hash });
    expect(faultOf({ record: of, previous: earlier })).to.equal("previous");
  });

  it("needs no race before where there is none", () => {
    const first = record({ previousRecordHash: null });
    expect(judgeRecord({ record: first }).steps.at(-1)).to.include({ state: "ok" });
  });

  it("is neither PASS nor FAIL where the rules that ran it are not known", () => {
    const foreign = sampleRecord({ engineHash: "ab".repeat(32) });
    expect(judgeRecord({ record: foreign }).verdict).to.equal("engine_unknown");
  });

  it("knows the steps of the format before", () => {
    const { verdict, steps } = judgeRecord({ record: sampleRecordV1() });
    expect(verdict).to.equal("pass");
    expect(steps.map(({ step }) => step)).to.deep.equal([
      ...["schema", "card", "terms", "commitment", "engine", "race", "bets", "pools", "payouts"],
      "previous",
    ]);
    expect(steps.every(({ state }) => state === "ok")).to.equal(true);
  });

  it("is FAIL of anything that is no record", () => {
    for (const none of [null, 7, "x", {}, []]) {
      expect(judgeRecord({ record: none }).verdict).to.equal("fail");
    }
  });
});
