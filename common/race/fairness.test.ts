import { createHash, createHmac } from "node:crypto";
import { expect } from "chai";
import {
  commitment,
  commitmentV2,
  deriveRaceSeed,
  deriveRaceSeedV2,
  hashSeed,
} from "./fairness.ts";

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

describe("fairness, version 2", () => {
  const chained = { ...committed, seedAnchor: "55".repeat(32), seedIndex: 513 };
  const roots = {
    betsRoot: "66".repeat(32),
    entropyRoot: "77".repeat(32),
    revealedRoot: "88".repeat(32),
  };

  it("commits to the seed's place in its chain as well", () => {
    const bytes = Buffer.concat([
      Buffer.from("gs/race/2", "ascii"),
      Buffer.from(raceIdHex, "hex"),
      Buffer.alloc(32, 0x11),
      Buffer.alloc(32, 0x22),
      Buffer.alloc(32, 0x33),
      createHash("sha256").update(seed).digest(),
      Buffer.alloc(32, 0x55),
      Buffer.from("00000201", "hex"),
    ]);
    expect(bytes).to.have.length(181);
    expect(commitmentV2(chained)).to.equal(createHash("sha256").update(bytes).digest("hex"));
  });

  it("commits to something else when any part changes", () => {
    const other = "44".repeat(32);
    const variants = [
      { raceId: 301 },
      { cardHash: other },
      { marketRulesHash: other },
      { engineHash: other },
      { seedHash: other },
      { seedAnchor: other },
      { seedIndex: 514 },
    ];
    const commits = [chained, ...variants.map((it) => ({ ...chained, ...it }))].map(commitmentV2);
    expect(new Set(commits).size).to.equal(variants.length + 1);
  });

  it("derives the race's seed from the server's, the race, the bets and the phones", () => {
    const expected = createHmac("sha256", seed)
      .update("gs/seed/2")
      .update(raceIdHex, "hex")
      .update(`${roots.betsRoot}${roots.entropyRoot}${roots.revealedRoot}`, "hex")
      .digest("hex");
    expect(Buffer.from(deriveRaceSeedV2(seed, 300, roots)).toString("hex")).to.equal(expected);
    for (const root of ["betsRoot", "entropyRoot", "revealedRoot"]) {
      const changed = deriveRaceSeedV2(seed, 300, { ...roots, [root]: "99".repeat(32) });
      expect(Buffer.from(changed).toString("hex")).not.to.equal(expected);
    }
  });
});
