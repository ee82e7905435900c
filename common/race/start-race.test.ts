import { expect } from "chai";
import type { RaceCard } from "./card.ts";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import { simulateRace } from "./simulate-race.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";

const card = sampleCard(6);
const seed = sampleSeed(1);

describe("a race at the gate", () => {
  it("has everyone on the line and nobody moving", () => {
    const race = startRace(card, seed);
    expect(race.tick).to.equal(0);
    expect(race.isFinished).to.equal(false);
    for (const values of [race.positionsMm, race.speedsMmPerS, race.finishTimesMs]) {
      expect(values).to.deep.equal(new Int32Array(6));
    }
  });

  it("cuts the track into stretches that end at the line", () => {
    const { plan } = startRace(card, seed);
    const ends = Array.from(plan.stretchEndsMm);
    expect(ends).to.deep.equal([...new Set(ends)].toSorted((a, b) => a - b));
    expect(ends.at(-1)).to.equal(card.track.distanceMm);
    expect(ends).to.have.length(plan.stretchCount);
  });

  it("aims at less in a bend than on the straight before it", () => {
    const { plan } = startRace(card, seed);
    const bendMm = card.track.segments[0]!.lengthMm;
    const lastStraight = plan.stretchEndsMm.indexOf(bendMm);
    for (let runner = 0; runner < 6; runner++) {
      const first = runner * plan.stretchCount + lastStraight;
      expect(plan.targetsMmPerS[first + 1]).to.be.below(plan.targetsMmPerS[first]!);
    }
  });

  it("keeps chance for one purpose apart from the other", () => {
    // Nerve decides how often a runner stumbles and which plan it draws, not how many draws
    // the rhythm takes: the same seed swings alike.
    const calm = structuredClone(card);
    for (const { stats } of calm.runners) stats.nerve = 100;
    const [nervous, steady] = [startRace(card, seed), startRace(calm, seed)];
    expect(steady.plan.stumbles).not.to.deep.equal(nervous.plan.stumbles);
    expect(steady.plan.rhythmsMmPerS).to.deep.equal(nervous.plan.rhythmsMmPerS);
  });

  const broken: [string, (card: RaceCard) => void][] = [
    ["over too short a distance", ({ track }) => (track.distanceMm = 800_000)],
    ["over too long a distance", ({ track }) => (track.distanceMm = 1_600_000)],
    ["on segments that do not add up", ({ track }) => void track.segments.pop()],
    ["of one runner", ({ runners }) => void runners.splice(1)],
    ["with a saddle number out of order", ({ runners }) => void runners.reverse()],
  ];
  for (const [what, breakIt] of broken) {
    it(`does not start ${what}`, () => {
      const bad = structuredClone(card);
      breakIt(bad);
      expect(() => startRace(bad, seed)).to.throw(RangeError);
    });
  }
});

describe("a scratched runner", () => {
  it("stays at the gate, without time or place, and keeps its number", () => {
    const { order, finishTimesMs } = simulateRace(card, seed, [], { scratched: [2, 5] });
    expect(order.flat().toSorted((a, b) => a - b)).to.deep.equal([1, 3, 4, 6]);
    expect(finishTimesMs.map((timeMs) => timeMs > 0)).to.deep.equal([
      true,
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  it("moves nobody's luck: the plan is drawn for the whole card", () => {
    const { plan } = startRace(card, seed, { scratched: [1] });
    expect(plan).to.deep.equal(startRace(card, seed).plan);
  });

  it("is in nobody's way: ranks and gaps are those of who runs", () => {
    const race = startRace(card, seed, { scratched: [1, 4] });
    for (let tick = 0; tick < 200; tick++) stepRace(race);
    expect([...race.ranks].toSorted((a, b) => a - b)).to.deep.equal([1, 2, 4, 5]);
    expect([race.positionsMm[0], race.gapsAheadMm[0], race.speedsMmPerS[3]]).to.deep.equal([
      0, 0, 0,
    ]);
  });

  it("leaves one runner its race, and no race without any", () => {
    const scratched = [1, 2, 3, 4, 5];
    expect(simulateRace(card, seed, [], { scratched }).order).to.deep.equal([[6]]);
    expect(() => startRace(card, seed, { scratched: [...scratched, 6] })).to.throw(RangeError);
    expect(() => startRace(card, seed, { scratched: [7] })).to.throw("no runner 7");
  });
});
