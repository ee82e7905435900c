import { expect } from "chai";
import type { RaceRecordV2 } from "#common/race/record.ts";
import { sampleReceipts, sampleRecord, sampleRecordV1, seal } from "#common/race/record-samples.ts";
import { settleRecorded } from "#common/tote/settle-recorded.ts";
import { judgeRecord } from "./judge-record.ts";

const previous = seal({ ...sampleRecord({ raceId: 6, seedIndex: 11 }), raceNumber: 2 });
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
    const earlier = seal({ ...sampleRecord({ raceId: 6, seedIndex: 10 }), raceNumber: 2 });
    const of = record({ previousRecordHash: earlier.hash });
    expect(faultOf({ record: of, previous: earlier })).to.equal("previous");
  });

  it("needs no race before where there is none", () => {
    const first = sampleRecord({ ...race, seedIndex: 1 });
    const alone = seal({ ...first, raceNumber: 1, previousRecordHash: null });
    expect(judgeRecord({ record: alone }).steps.at(-1)).to.include({ state: "ok" });
  });

  const places: [what: string, before: Partial<RaceRecordV2>, after: Partial<RaceRecordV2>][] = [
    ["names no race before", {}, { previousRecordHash: null }],
    ["is not the next of its lobby", { raceNumber: 1, seedIndex: 11 }, {}],
    ["is of another lobby", { lobby: "GHJK" }, {}],
    ["counts fewer voids than the race before", { voidsAfterLock: 2 }, { voidsAfterLock: 0 }],
    ["counts a void that was none", {}, { voidsAfterLock: 1 }],
    ["has another chain of seeds before the last is used up", { seedAnchor: "0a".repeat(32) }, {}],
    [
      "begins a chain of seeds in its middle",
      { seedAnchor: "0a".repeat(32), seedIndex: 40, seedChainLength: 40 },
      {},
    ],
    ["says that its chain of seeds lasts longer than it did", { seedChainLength: 39 }, {}],
  ];
  for (const [what, before, after] of places) {
    it(`is FAIL of a race that ${what}`, () => {
      const earlier = seal({ ...previous, ...before });
      const of = record({ previousRecordHash: earlier.hash, ...after });
      const { verdict, steps } = judgeRecord({ record: of, previous: earlier });
      expect(verdict).to.equal("fail");
      const faults = steps.filter(({ state }) => state === "fault").map(({ step }) => step);
      expect(["record", "previous"]).to.include(faults.join());
    });
  }

  it("lets a chain that is used up be followed by another, and counts the voids on", () => {
    const used = { seedAnchor: "0a".repeat(32), seedIndex: 40, seedChainLength: 40 };
    const earlier = seal({ ...previous, ...used, voidsAfterLock: 1 });
    const first = sampleRecord({ ...race, seedIndex: 1 });
    const of = seal({ ...first, previousRecordHash: earlier.hash, voidsAfterLock: 1 });
    expect(judgeRecord({ record: of, previous: earlier }).steps.at(-1)).to.include({ state: "ok" });
  });

  it("is FAIL, not unknown, where a foreign engine hides another race than the phone was at", () => {
    const mine = sampleReceipts(record(), { player: 1, secret: 1 });
    const story = sampleRecord({ ...race, engineHash: "ab".repeat(32), chain: 55 });
    const { verdict, steps } = judgeRecord({ record: story, mine });
    expect(verdict).to.equal("fail");
    expect(steps.find(({ state }) => state === "fault")?.step).to.equal("receipts");
  });

  it("is neither PASS nor FAIL where the rules that ran it are not known", () => {
    const foreign = sampleRecord({ engineHash: "ab".repeat(32) });
    expect(judgeRecord({ record: foreign }).verdict).to.equal("engine_unknown");
  });

  it("knows the steps of the format before", () => {
    const { verdict, steps } = judgeRecord({ record: sampleRecordV1() });
    expect(verdict).to.equal("pass");
    expect(steps.map(({ step }) => step)).to.deep.equal([
      ...["schema", "card", "terms", "commitment", "receipts", "engine", "race", "bets", "pools"],
      ...["payouts", "previous"],
    ]);
    const unlooked = steps.filter(({ state }) => state !== "ok").map(({ step }) => step);
    expect(unlooked).to.deep.equal(["receipts"]);
  });

  it("is FAIL of anything that is no record", () => {
    for (const none of [null, 7, "x", {}, []]) {
      expect(judgeRecord({ record: none }).verdict).to.equal("fail");
    }
  });
});
