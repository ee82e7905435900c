import { sha256 } from "@noble/hashes/sha2.js";
import { expect } from "chai";
import fc from "fast-check";
import { concatBytes, encodeHex, encodeUtf8 } from "#common/framework/bytes.ts";
import { engineHash } from "./engine.ts";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import { orderOf, resultOf, simulateRace } from "./simulate-race.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";

describe("a simulated race", () => {
  it("is the golden race to the millimetre, tick by tick", () => {
    // Anything here moves only together with ENGINE_VERSION or the tuning: a record of another
    // engine hash says that it can't be replayed, one of the same hash must replay.
    const race = startRace(sampleCard(8), sampleSeed(2026));
    const frames: Uint8Array[] = [];
    while (!race.isFinished) {
      stepRace(race);
      frames.push(encodeUtf8(`${race.positionsMm.join(",")};`));
    }
    expect({
      engineHash,
      runners: race.card.runners.map(({ id }) => id),
      ...resultOf(race),
      positions: encodeHex(sha256(concatBytes(...frames))),
    }).to.deep.equal({
      engineHash: "0e7413597555180d9b1d0480d2c494208e3bffbbf4f1dd41c87dc224c5ec4a48",
      runners: [
        "cobalto",
        "tormenta",
        "zafiro",
        "vesper",
        "verdugo",
        "quicksilver",
        "solana",
        "relampago",
      ],
      order: [[7], [6], [5], [1], [8], [4], [2], [3]],
      finishTimesMs: [44_129, 44_239, 45_380, 44_153, 44_123, 44_105, 43_261, 44_135],
      ticks: 908,
      positions: "ccb5b63c46f0ddb1851f512b26d0b54f2d7c01bd92cf5abb43cb92abbc4f477b",
    });
  });

  it("is the same whether stepped or run at once, and whatever ran in between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 24 }), fc.nat(1_000), (fieldSize, seed) => {
        const card = sampleCard(fieldSize);
        const race = startRace(card, sampleSeed(seed));
        while (!race.isFinished) stepRace(race);
        simulateRace(card, sampleSeed(seed + 1));
        expect(simulateRace(card, sampleSeed(seed))).to.deep.equal(resultOf(race));
      }),
      { numRuns: 30 },
    );
  });

  it("is another one for another seed", () => {
    const card = sampleCard(12);
    expect(simulateRace(card, sampleSeed(1))).not.to.deep.equal(simulateRace(card, sampleSeed(2)));
  });

  it("places every runner once, by its time", () => {
    for (let seed = 0; seed < 50; seed++) {
      const { order, finishTimesMs } = simulateRace(sampleCard(24), sampleSeed(seed));
      const numbers = order.flat();
      expect(numbers.toSorted((a, b) => a - b)).to.deep.equal(finishTimesMs.map((_, i) => i + 1));
      const times = numbers.map((number) => finishTimesMs[number - 1]!);
      expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
    }
  });

  it("has no result while someone is running", () => {
    expect(() => resultOf(startRace(sampleCard(6), sampleSeed(1)))).to.throw("no result");
  });

  it("takes no powers: this engine knows none", () => {
    const input = { tick: 10, seq: 1, player: "p1", power: "boost", target: 1 };
    expect(() => simulateRace(sampleCard(6), sampleSeed(1), [input])).to.throw(RangeError);
  });
});

describe("the order of finish", () => {
  const table: [string, number[], number[][]][] = [
    ["goes by time", [30, 10, 20], [[2], [3], [1]]],
    ["shares a place at equal milliseconds", [20, 10, 20, 30], [[2], [1, 3], [4]]],
    ["shares the win", [10, 10, 11], [[1, 2], [3]]],
    ["knows a dead heat of all", [9, 9, 9], [[1, 2, 3]]],
  ];
  for (const [title, timesMs, order] of table) {
    it(title, () => {
      expect(orderOf(timesMs)).to.deep.equal(order);
    });
  }

  it("finds a dead heat in a race that has one", () => {
    const card = sampleCard(24);
    const tied = Array.from({ length: 200 }, (_, seed) => simulateRace(card, sampleSeed(seed)))
      .flatMap(({ order, finishTimesMs }) => order.map((group) => ({ group, finishTimesMs })))
      .filter(({ group }) => group.length > 1);
    expect(tied).not.to.have.length(0);
    for (const { group, finishTimesMs } of tied) {
      expect(new Set(group.map((number) => finishTimesMs[number - 1])).size).to.equal(1);
    }
  });
});
