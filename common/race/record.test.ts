import { expect } from "chai";
import { sampleRecord } from "./race-samples.ts";
import { type RaceRecord, recordHash, recordSchema } from "./record.ts";

const record = sampleRecord();
const hash = "ab".repeat(32);

describe("a race record", () => {
  it("survives JSON with its hash", () => {
    const copy = recordSchema.parse(JSON.parse(JSON.stringify(record)));
    expect(copy).to.deep.equal(record);
    expect(recordHash(copy)).to.equal(recordHash(record));
  });

  it("has another hash when any part of it changes", () => {
    const changes: Partial<RaceRecord>[] = [
      { raceId: 8 },
      { lobby: "GHJK" },
      { raceNumber: 4 },
      { card: { ...record.card, title: "Other" } },
      { cardHash: hash },
      { marketRules: {} },
      { marketRulesHash: hash },
      { engineHash: hash },
      { commit: hash },
      { serverSeed: hash },
      {
        bets: [
          {
            serial: 1,
            tag: "p1",
            market: "win",
            selection: [1],
            stake: "10",
            status: "lost",
            payout: "0",
          },
        ],
      },
      { inputs: [{ tick: 1, seq: 1, player: "p1", power: "boost", target: 1 }] },
      { order: record.order.toReversed() },
      { finishTimesMs: record.finishTimesMs.toReversed() },
      { ticks: record.ticks + 1 },
      {
        pools: [
          {
            market: "win",
            gross: "0",
            takeout: "0",
            net: "0",
            paid: "0",
            breakage: "0",
            dividends: [],
          },
        ],
      },
      { status: "void", voidReason: "fog" },
      { previousRecordHash: hash },
      { offAt: null },
      { officialAt: 1 },
    ];
    const hashes = [record, ...changes.map((change) => ({ ...record, ...change }))].map(recordHash);
    expect(new Set(hashes).size).to.equal(changes.length + 1);
  });

  const refused: [string, object][] = [
    ["with a field it does not know", { extra: 1 }],
    ["of another format", { format: 2 }],
    ["of another fairness version", { fairnessVersion: 2 }],
    ["without an id", { raceId: 0 }],
    ["with a hash in upper case", { commit: "AB".repeat(32) }],
    ["void without a reason", { status: "void" }],
    ["official with a reason", { voidReason: "fog" }],
    ["with a fraction in its market rules", { marketRules: { rate: 0.05 } }],
    ["with a broken card", { card: { ...record.card, runners: [] } }],
    ["named by a lone surrogate", { card: { ...record.card, title: "\ud800" } }],
  ];
  for (const [what, change] of refused) {
    it(`is refused ${what}`, () => {
      expect(recordSchema.safeParse({ ...record, ...change }).success).to.equal(false);
    });
  }
});
