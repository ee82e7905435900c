import { expect } from "chai";
import { type RaceRecordV2, recordHash, recordSchema } from "./record.ts";
import { sampleRecord, sampleRecordV1 } from "./record-samples.ts";

const record = sampleRecord({
  bets: [{ player: 1, selection: [1], stake: 50n }],
  phones: [{ player: 1, secret: 1 }],
});
const hash = "ab".repeat(32);

describe("a race record", () => {
  for (const it_ of [record, sampleRecordV1()]) {
    it(`of format ${it_.format} survives JSON with its hash`, () => {
      const copy = recordSchema.parse(JSON.parse(JSON.stringify(it_)));
      expect(copy).to.deep.equal(it_);
      expect(recordHash(copy)).to.equal(recordHash(it_));
    });
  }

  it("carries its own hash, which does not cover itself", () => {
    expect(record.hash).to.equal(recordHash(record));
    expect(recordHash({ ...record, hash })).to.equal(record.hash);
  });

  it("has another hash when any part of it changes", () => {
    const { hash: _, ...parts } = record;
    const names = Object.keys(parts) as (keyof RaceRecordV2)[];
    const hashes = names.map((name) => recordHash({ ...record, [name]: "other" }));
    expect(new Set([record.hash, ...hashes]).size).to.equal(names.length + 1);
    expect(recordHash({ ...record, voidReason: "fog" })).not.to.equal(record.hash);
  });

  const refused: [string, object][] = [
    ["with a field it does not know", { extra: 1 }],
    ["of another format", { format: 3 }],
    ["of another fairness version", { fairnessVersion: 1 }],
    ["without an id", { raceId: 0 }],
    ["with a hash in upper case", { commit: "AB".repeat(32) }],
    ["void without a reason", { status: "void" }],
    ["official with a reason", { voidReason: "fog" }],
    ["official without a lock", { lock: null }],
    ["with a lock and no seed", { raceSeed: null }],
    ["with a seed from before the chain", { seedIndex: 0 }],
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
