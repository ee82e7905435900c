import { createHash } from "node:crypto";
import { expect } from "chai";
import { sampleSeed } from "./race-samples.ts";
import { anchorOf, SEED_CHAIN_LENGTH, seedAt } from "./seed-chain.ts";

const last = sampleSeed(5);
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

describe("a chain of seeds", () => {
  it("ends in its last seed, and each seed is the hash of the one behind it", () => {
    expect(seedAt(last, 10, 10)).to.deep.equal(last);
    for (let k = 1; k <= 10; k += 1) {
      expect(seedAt(last, 10, k - 1)).to.deep.equal(sha256(seedAt(last, 10, k)));
    }
  });

  it("leads from every seed back to its anchor, k hashes away and no other number", () => {
    const anchor = seedAt(last, SEED_CHAIN_LENGTH, 0);
    for (const k of [1, 2, 4_095, SEED_CHAIN_LENGTH]) {
      const seed = seedAt(last, SEED_CHAIN_LENGTH, k);
      expect(anchorOf(seed, k)).to.deep.equal(anchor);
      expect(anchorOf(seed, k - 1)).not.to.deep.equal(anchor);
    }
  });

  it("has no seed before its anchor or behind its end", () => {
    for (const k of [-1, 11, 1.5]) expect(() => seedAt(last, 10, k)).to.throw(RangeError);
  });
});
