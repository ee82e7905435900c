import { expect } from "chai";
import fc from "fast-check";
import { createClockSkew, SKEW_MAX_MS } from "./clock-skew.ts";

const NOW = 1_700_000_000_000;

describe("the platform's clock", () => {
  const skews: [string, number][] = [
    ["is right", 0],
    ["is an hour ahead", 3_600_000],
    ["is a minute behind", -60_000],
  ];
  for (const [what, skewMs] of skews) {
    it(`is told from delays when it ${what}`, () => {
      const skew = createClockSkew();
      for (const [at, delayMs] of [
        [0, 900],
        [1_000, 120],
        [2_000, 4_000],
      ] as const) {
        skew.observe(NOW + at + skewMs, NOW + at + delayMs);
      }
      const created = NOW + 10_000;
      expect(skew.toServerTime(created + skewMs, created + 7_000) - created).to.equal(120);
    });
  }

  it("is not set by history that came late", () => {
    const skew = createClockSkew();
    skew.observe(NOW, NOW + 100);
    skew.observe(NOW - 50_000, NOW + 1_000);
    expect(skew.toServerTime(NOW - 50_000, NOW + 1_000)).to.equal(NOW - 49_900);
  });

  it("is not moved by a message or two that are stamped an hour ahead", () => {
    for (const before of [0, 1, 100]) {
      const skew = createClockSkew();
      for (let at = 0; at < before; at += 1) skew.observe(NOW + at, NOW + at + 200);
      skew.observe(NOW + 3_600_000, NOW + 500);
      for (let at = 600; at < 603; at += 1) skew.observe(NOW + at, NOW + at + 200);
      skew.observe(NOW + 3_600_000, NOW + 700);
      expect(skew.toServerTime(NOW + 900, NOW + 2_000)).to.equal(NOW + 1_100);
    }
  });

  it("is learnt again as soon as three messages say that it was set", () => {
    const skew = createClockSkew();
    for (let at = 0; at < 100; at += 1) skew.observe(NOW + at, NOW + at + 200);
    const told = [1, 2, 3].map((at) => {
      skew.observe(NOW + 600_000 + at, NOW + 1_000 + at);
      return skew.toServerTime(NOW + 600_000, NOW + 2_000) - NOW;
    });
    expect(told).to.deep.equal([2_000, 2_000, 1_000]);
  });

  it("is learnt again after five minutes", () => {
    const skew = createClockSkew();
    skew.observe(NOW, NOW - 8_000);
    const later = NOW + 300_000;
    skew.observe(later, later + 50);
    expect(skew.toServerTime(later, later + 900)).to.equal(later + 50);
  });

  it("is learnt again when our own clock is set back", () => {
    const skew = createClockSkew();
    skew.observe(NOW + 600_000, NOW + 600_000 - 5_000);
    skew.observe(NOW, NOW + 40);
    expect(skew.toServerTime(NOW, NOW + 40)).to.equal(NOW + 40);
  });

  const unbelievable: [string, number][] = [
    ["seconds for milliseconds", NOW / 1_000],
    ["0", 0],
    ["no number", Number.NaN],
    ["a time without end", Number.POSITIVE_INFINITY],
    ["a day and a millisecond ahead", NOW + SKEW_MAX_MS + 1],
  ];
  for (const [what, createdAt] of unbelievable) {
    it(`does not move for a creation time of ${what}, which becomes the arrival`, () => {
      const skew = createClockSkew();
      skew.observe(NOW, NOW + 70);
      skew.observe(createdAt, NOW);
      expect(skew.toServerTime(createdAt, NOW)).to.equal(NOW);
      expect(skew.toServerTime(NOW, NOW + 500)).to.equal(NOW + 70);
    });
  }

  it("never puts a creation after its arrival", () => {
    const pair = fc.tuple(
      fc.integer({ min: NOW - 90_000_000, max: NOW + 90_000_000 }),
      fc.integer({ min: NOW, max: NOW + 1_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), pair, (observed, [createdAt, receivedAt]) => {
        const skew = createClockSkew();
        for (const [created, received] of observed) skew.observe(created, received);
        expect(skew.toServerTime(createdAt, receivedAt)).to.be.at.most(receivedAt);
      }),
    );
  });
});
