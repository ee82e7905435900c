import { createCipheriv, createHmac } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { forkRandom } from "./random.ts";

const seed = new Uint8Array(32).fill(7);

/** The same stream by another implementation: OpenSSL's ChaCha20 with counter and nonce 0. */
function opensslWords(purpose: string, count: number): number[] {
  const key = createHmac("sha256", seed).update(purpose).digest();
  const keystream = createCipheriv("chacha20", key, Buffer.alloc(16)).update(
    Buffer.alloc(count * 4),
  );
  return Array.from({ length: count }, (_, index) => keystream.readUInt32LE(index * 4));
}

describe("a random stream", () => {
  it("is the ChaCha20 keystream under HMAC(seed, purpose), across refills", () => {
    const random = forkRandom(seed, "pace");
    const words = Array.from({ length: 1_000 }, () => random.nextUint32());
    expect(words).to.deep.equal(opensslWords("pace", 1_000));
  });

  it("is another one for another purpose or seed", () => {
    const first = (from: Uint8Array, purpose: string) => forkRandom(from, purpose).nextUint32();
    expect(first(seed, "pace")).not.to.equal(first(seed, "incidents"));
    expect(first(seed, "pace")).not.to.equal(first(new Uint8Array(32), "pace"));
  });

  it("draws every result below n equally often", () => {
    const random = forkRandom(seed, "even");
    const [sides, draws] = [6, 60_000];
    const counts = Array.from({ length: sides }, () => 0);
    for (let draw = 0; draw < draws; draw++) counts[random.below(sides)]!++;
    const expected = draws / sides;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99.9 % of fair dice of six sides stay below this.
    expect(chiSquare).to.be.below(20.5);
  });

  it("stays below n for every n up to 2^32", () => {
    const random = forkRandom(seed, "bounds");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (n) => {
        expect(random.below(n)).to.be.within(0, n - 1);
      }),
    );
  });

  it("throws away words that would favour the low results", () => {
    const n = 3 * 2 ** 30;
    const kept = opensslWords("reject", 100).filter((word) => word < n);
    const random = forkRandom(seed, "reject");
    const draws = Array.from({ length: kept.length }, () => random.below(n));
    expect(kept.length).to.be.below(100);
    expect(draws).to.deep.equal(kept);
  });

  it("refuses to draw below anything but a count", () => {
    const { below } = forkRandom(seed, "refuse");
    for (const n of [0, -1, 1.5, 2 ** 32 + 1]) expect(() => below(n)).to.throw(RangeError);
  });

  it("gives a chance of nothing never and of everything always", () => {
    const random = forkRandom(seed, "chance");
    for (let draw = 0; draw < 100; draw++) {
      expect(random.chance(0, 5)).to.equal(false);
      expect(random.chance(5, 5)).to.equal(true);
    }
  });

  it("shuffles in place, keeping every item, into every order", () => {
    const random = forkRandom(seed, "shuffle");
    const seen = new Set<string>();
    for (let round = 0; round < 200; round++) {
      const items = ["a", "b", "c"];
      expect(random.shuffle(items)).to.equal(items);
      expect(items.toSorted()).to.deep.equal(["a", "b", "c"]);
      seen.add(items.join(""));
    }
    expect(seen.size).to.equal(6);
  });
});
