import { expect } from "chai";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import type { RaceSimulation } from "./race-simulation.ts";
import { resultOf } from "./simulate-race.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";
import { tracks } from "./tracks.ts";
import { TICK_MS, tuning } from "./tuning.ts";

/** The furthest a runner coasts past the line. */
const RUN_OUT_MM_MAX = 130_000;
const races = tracks.flatMap(({ id }) =>
  [5, 12, 24].map((size) => ({ card: sampleCard(size, id), title: `${size} at ${id}` })),
);

/** Runs a race and shows it after every tick. */
function watch(race: RaceSimulation, look: (before: Int32Array, tick: number) => void): void {
  while (!race.isFinished) {
    const before = race.positionsMm.slice();
    stepRace(race);
    look(before, race.tick);
  }
}

describe("a step of a race", () => {
  for (const { card, title } of races) {
    it(`moves runners forwards and smoothly (${title})`, () => {
      const most = { gain: 0, loss: 0, speed: 0, jumpMm: 0 };
      for (let seed = 0; seed < 10; seed++) {
        const race = startRace(card, sampleSeed(seed));
        const speeds = new Int32Array(race.runnerCount);
        watch(race, (before) => {
          for (let runner = 0; runner < race.runnerCount; runner++) {
            const speed = race.speedsMmPerS[runner]!;
            const movedMm = race.positionsMm[runner]! - before[runner]!;
            most.gain = Math.max(most.gain, speed - speeds[runner]!);
            most.loss = Math.max(most.loss, speeds[runner]! - speed);
            most.speed = Math.max(most.speed, speed);
            most.jumpMm = Math.max(most.jumpMm, Math.abs(movedMm - (speed * TICK_MS) / 1000));
            if (movedMm < 0) throw new Error(`runner ${runner} runs backwards`);
            speeds[runner] = speed;
          }
        });
      }
      // Loss: the first tick of the run-out; while racing it is the brakes' 300.
      expect(most.gain).to.be.at.most(475);
      expect(most.loss).to.be.at.most(430);
      expect(most.speed).to.be.within(25_000, 34_000);
      // What is seen is the speed: only a fraction of a millimetre is carried to the next tick.
      expect(most.jumpMm).to.be.below(1);
    });
  }

  it("times a finish by the part of the tick that was needed", () => {
    const race = startRace(sampleCard(12), sampleSeed(3));
    const { distanceMm } = race.plan;
    let finishCount = 0;
    watch(race, (before, tick) => {
      race.positionsMm.forEach((positionMm, runner) => {
        if (before[runner]! >= distanceMm || positionMm < distanceMm) return;
        finishCount++;
        const part = (distanceMm - before[runner]!) / (positionMm - before[runner]!);
        const timeMs = (tick - 1 + part) * TICK_MS;
        expect(race.finishTimesMs[runner]).to.be.closeTo(timeMs, 1.1);
      });
    });
    expect(finishCount).to.equal(12);
  });

  it("lets runners that crossed coast on, to a stand within the run-out", () => {
    const race = startRace(sampleCard(12, "lantern-mile"), sampleSeed(4));
    watch(race, () => undefined);
    const result = resultOf(race);
    for (let more = 0; more < 1_200; more++) stepRace(race);
    expect(race.speedsMmPerS).to.deep.equal(new Int32Array(12));
    for (const positionMm of race.positionsMm) {
      const pastMm = positionMm - race.plan.distanceMm;
      expect(pastMm).to.be.within(50_000, RUN_OUT_MM_MAX);
    }
    expect(resultOf(race)).to.deep.equal(result);
  });

  it("ranks the field by position and measures the gap ahead", () => {
    const race = startRace(sampleCard(12), sampleSeed(5));
    watch(race, (before) => {
      const ranked = Array.from(race.ranks, (runner) => before[runner]!);
      expect(ranked).to.deep.equal(ranked.toSorted((a, b) => b - a));
      for (let rank = 1; rank < 12; rank++) {
        const gapMm = race.gapsAheadMm[race.ranks[rank]!];
        expect(gapMm).to.equal(ranked[rank - 1]! - ranked[rank]!);
      }
    });
  });

  it("throws rather than run for ever", () => {
    const race = startRace(sampleCard(6), sampleSeed(7));
    race.tick = tuning.ticksMax;
    expect(() => stepRace(race)).to.throw("not finished");
  });

  it("stays far below the most ticks there can be, however slow a runner is", () => {
    const card = sampleCard(6, "lantern-mile");
    for (const { stats } of card.runners) {
      Object.assign(stats, { topSpeed: 1, acceleration: 1, stamina: 1, cornering: 1, nerve: 1 });
    }
    const race = startRace(card, sampleSeed(8));
    watch(race, () => undefined);
    expect(race.finishedTick).to.be.below(tuning.ticksMax * 0.9);
    const slowestMs = (1000 * card.track.distanceMm) / tuning.speedMmPerSMin + 5_000;
    expect(slowestMs / TICK_MS).to.be.below(tuning.ticksMax);
  });
});
