import { createHash, createHmac } from "node:crypto";
import { expect } from "chai";
import { commitment, deriveRaceSeed, hashSeed } from "./fairness.ts";

const seed = new Uint8Array(32).fill(9);
const committed = {
  raceId: 300,
  cardHash: "11".repeat(32),
  marketRulesHash: "22".repeat(32),
  engineHash: "33".repeat(32),
  seedHash: hashSeed(seed),
};
const raceIdHex = "000000000000012c";

describe("fairness, version 1", () => {
  it("commits to race, card, market rules, engine and seed, each in a fixed width", () => {
    const bytes = Buffer.concat([
      Buffer.from("gs/race/1", "ascii"),
      Buffer.from(raceIdHex, "hex"),
      Buffer.alloc(32, 0x11),
      Buffer.alloc(32, 0x22),
      Buffer.alloc(32, 0x33),
      createHash("sha256").update(seed).digest(),
    ]);
    expect(bytes).to.have.length(145);
    expect(commitment(committed)).to.equal(createHash("sha256").update(bytes).digest("hex"));
  });

  it("commits to something else when any part changes", () => {
    const other = "44".repeat(32);
    const variants = [
      { ...committed, raceId: 301 },
      { ...committed, cardHash: other },
      { ...committed, marketRulesHash: other },
      { ...committed, engineHash: other },
      { ...committed, seedHash: other },
    ];
    const commits = new Set([committed, ...variants].map(commitment));
    expect(commits.size).to.equal(6);
  });

  it("refuses a hash that is not 32 bytes", () => {
    expect(() => commitment({ ...committed, cardHash: "11" })).to.throw(RangeError);
  });

  it("derives the race's seed from the server's and the race", () => {
    const expected = createHmac("sha256", seed).update(`gs/seed/1`).update(raceIdHex, "hex");
    expect(Buffer.from(deriveRaceSeed(seed, 300)).toString("hex")).to.equal(expected.digest("hex"));
    expect(deriveRaceSeed(seed, 301)).not.to.deep.equal(deriveRaceSeed(seed, 300));
  });
});
