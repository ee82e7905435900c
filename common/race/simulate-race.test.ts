import { sha256 } from "@noble/hashes/sha2.js";
import { expect } from "chai";
import fc from "fast-check";
import { concatBytes, encodeHex, encodeUtf8 } from "#common/framework/bytes.ts";
import { engineHashWithoutPowers } from "./engine.ts";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import { orderOf, resultOf, simulateRace } from "./simulate-race.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";

/** SHA-256 of every position, speed and time of 60 races on each track, from the first engine's code. */
const golden: [trackId: string, positions: string][] = [
  ["neon-harbour", "1c4c1ab202ccc5a4cf7a257641b2e3c23016a41df27cc31ce5a0e558513a2a95"],
  ["paseo-del-sol", "1e751157716b4001df2ceaabc003e6b07c4e4aa504877f24b6b3b276be41c0df"],
  ["copper-ring", "67d9fd8cb3037e870549d2e7bd7ac2faabb87f59270418713eace2632163b9b3"],
  ["viento-alto", "f7647f0722c75dfcc6b188128f7ed7094a2bd4fe58e644e509c0d5502e91659e"],
  ["lantern-mile", "cb6ce40726754e2dbc5ff0bf669ed125c8b7cc4cbd3b4400c74f55e7a44127fd"],
];

describe("a simulated race", () => {
  it("is the golden race to the millimetre, tick by tick", () => {
    // Anything here moves only together with ENGINE_VERSION and the tuning: a record of another
    // engine hash says that it can't be replayed, one of a known hash must replay. All but the hash
    // is as the engine before powers ran it.
    const race = startRace(sampleCard(8), sampleSeed(2026));
    const frames: Uint8Array[] = [];
    while (!race.isFinished) {
      stepRace(race);
      frames.push(encodeUtf8(`${race.positionsMm.join(",")};`));
    }
    expect({
      engineHashWithoutPowers,
      runners: race.card.runners.map(({ id }) => id),
      ...resultOf(race),
      positions: encodeHex(sha256(concatBytes(...frames))),
    }).to.deep.equal({
      engineHashWithoutPowers: "0e7413597555180d9b1d0480d2c494208e3bffbbf4f1dd41c87dc224c5ec4a48",
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

  for (const [trackId, positions] of golden) {
    it(`without inputs is the race of the engine before powers, byte for byte (${trackId})`, () => {
      const hash = sha256.create();
      for (const size of [5, 12, 24]) {
        const card = sampleCard(size, trackId);
        for (let seed = 0; seed < 20; seed++) {
          const race = startRace(card, sampleSeed(seed));
          while (!race.isFinished) {
            stepRace(race);
            hash.update(new Uint8Array(race.positionsMm.buffer));
            hash.update(new Uint8Array(race.speedsMmPerS.buffer));
          }
          hash.update(new Uint8Array(race.finishTimesMs.buffer));
        }
      }
      expect(encodeHex(hash.digest())).to.equal(positions);
    });
  }

  it("is the same whether stepped or run at once, and whatever ran in between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 24 }), fc.nat(1_000), (fieldSize, seed) => {
        const card = sampleCard(fieldSize);
        const race = startRace(card, sampleSeed(seed));
        while (!race.isFinished) stepRace(race);
        simulateRace(card, sampleSeed(seed + 1));
        const { casts, ...result } = simulateRace(card, sampleSeed(seed));
        expect(result).to.deep.equal(resultOf(race));
        expect(casts).to.deep.equal([]);
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
});

describe("the order of finish", () => {
  const table: [string, number[], number[][]][] = [
    ["goes by time", [30, 10, 20], [[2], [3], [1]]],
    ["shares a place at equal milliseconds", [20, 10, 20, 30], [[2], [1, 3], [4]]],
    ["shares the win", [10, 10, 11], [[1, 2], [3]]],
    ["knows a dead heat of all", [9, 9, 9], [[1, 2, 3]]],
    ["leaves out who did not run", [20, 0, 10], [[3], [1]]],
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
