import { expect } from "chai";
import fc from "fast-check";
import { isPastLimit, runnerEffects } from "./power-effects.ts";
import { powerTuning } from "./power-tuning.ts";
import { type CastReason, effectBits, powerNames } from "./powers.ts";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import type { RaceInput, RaceSimulation } from "./race-simulation.ts";
import { simulateRace } from "./simulate-race.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";
import { STUMBLE_MM_PER_S, TICK_MS } from "./tuning.ts";

const card = sampleCard(8, "paseo-del-sol");
const FIELD = card.runners.length;

function race(seed = 1, options = {}): RaceSimulation {
  return startRace(card, sampleSeed(seed), options);
}

/** Lets ticks pass, up to and without this one. */
function runTo(simulation: RaceSimulation, tick: number): void {
  while (simulation.tick < tick) stepRace(simulation);
}

/** Casts these powers in the tick at hand and answers what became of each: "" where it worked. */
function cast(
  simulation: RaceSimulation,
  ...casts: [power: string, target: number][]
): (CastReason | "")[] {
  const known = simulation.casts.length;
  const inputs = casts.map(
    ([power, target], index): RaceInput => ({
      tick: simulation.tick,
      seq: known + index + 1,
      player: "p",
      power,
      target,
    }),
  );
  stepRace(simulation, inputs);
  return simulation.casts.slice(known).map(({ reason }) => reason);
}

/** How far ahead of the race without powers a runner is. */
function leadMm(simulation: RaceSimulation, target: number, seed = 1): number {
  const plain = race(seed);
  runTo(plain, simulation.tick);
  return simulation.positionsMm[target - 1]! - plain.positionsMm[target - 1]!;
}

/** The runner furthest in front: nobody's shelter, so that nothing but a power moves it. */
function leaderOf(simulation: RaceSimulation): number {
  return simulation.ranks[0]! + 1;
}

/** Runs until somebody stumbles and answers who, at the tick before the stumble counts. */
function untilStumble(simulation: RaceSimulation): number {
  while (!simulation.stumbleTicks.some((ticks) => ticks > 4)) stepRace(simulation);
  return simulation.stumbleTicks.findIndex((ticks) => ticks > 4) + 1;
}

describe("a power", () => {
  for (const at of [0, 40, 300, 550]) {
    it(`moves a runner by its speed over its time, whenever it comes (tick ${at})`, () => {
      const boosted = race();
      runTo(boosted, at);
      const target = at === 0 ? 3 : leaderOf(boosted);
      expect(cast(boosted, ["boost", target])).to.deep.equal([""]);
      runTo(boosted, at + powerTuning.boostTicks);
      const reachMm = (powerTuning.boostMmPerS * powerTuning.boostTicks * TICK_MS) / 1000;
      expect(leadMm(boosted, target)).to.be.closeTo(reachMm, 250);
    });
  }

  it("of slowing takes as much, and a runner that stands goes no way back", () => {
    const slowed = race();
    expect(cast(slowed, ["slow", 2])).to.deep.equal([""]);
    expect(slowed.positionsMm[1]).to.equal(0);
    runTo(slowed, 300);
    const [target, before] = [leaderOf(slowed), 300];
    const ahead = leadMm(slowed, target);
    cast(slowed, ["slow", target]);
    runTo(slowed, before + powerTuning.slowTicks);
    const reachMm = (powerTuning.slowMmPerS * powerTuning.slowTicks * TICK_MS) / 1000;
    expect(leadMm(slowed, target) - ahead).to.be.closeTo(-reachMm, 250);
  });

  it("of shielding stops the next slow, and only that one", () => {
    const shielded = race();
    runTo(shielded, 100);
    expect(cast(shielded, ["shield", 1], ["slow", 1], ["slow", 1])).to.deep.equal(["", "", ""]);
    expect(runnerEffects(shielded, 0)).to.equal(effectBits.slow);
    expect(shielded.powers.lossesMm[0]).to.equal(1_500);
  });

  it("of shielding waits for a slow only so long", () => {
    const shielded = race();
    cast(shielded, ["shield", 1]);
    runTo(shielded, powerTuning.shieldTicks);
    cast(shielded, ["slow", 1]);
    expect(runnerEffects(shielded, 0)).to.equal(effectBits.slow);
  });

  it("of drafting works behind another, in its shelter", () => {
    const drafting = race();
    runTo(drafting, 300);
    const follower = [...drafting.ranks].find((runner) => {
      const gapMm = drafting.gapsAheadMm[runner]!;
      return gapMm > 2_500 && gapMm < 9_000;
    }) as number;
    expect(cast(drafting, ["draft", follower + 1])).to.deep.equal([""]);
    runTo(drafting, 300 + powerTuning.draftTicks);
    const mostMm = (powerTuning.draftMmPerS * powerTuning.draftTicks * TICK_MS) / 1000;
    expect(leadMm(drafting, follower + 1)).to.be.within(100, mostMm + 250);
  });

  it("of repairing ends a stumble and a slow at once", () => {
    const stumbling = race(3);
    const target = untilStumble(stumbling);
    cast(stumbling, ["slow", target]);
    const left = stumbling.stumbleTicks[target - 1]!;
    expect(left).to.be.above(0);
    expect(cast(stumbling, ["repair", target])).to.deep.equal([""]);
    expect(stumbling.stumbleTicks[target - 1]).to.equal(0);
    expect(runnerEffects(stumbling, target - 1)).to.equal(effectBits.repair);
    const wonMm = Math.floor((STUMBLE_MM_PER_S * left * TICK_MS) / 1000);
    expect(stumbling.powers.gainsMm[target - 1]).to.equal(wonMm);
  });

  it("is seen on its runner from its tick on until it ends", () => {
    const seen = race();
    runTo(seen, 10);
    cast(seen, ["boost", 4], ["shield", 4]);
    expect(runnerEffects(seen, 3)).to.equal(effectBits.boost | effectBits.shield);
    expect(runnerEffects(seen, 4)).to.equal(0);
    runTo(seen, 10 + powerTuning.boostTicks);
    expect(runnerEffects(seen, 3)).to.equal(effectBits.shield);
    runTo(seen, 10 + powerTuning.shieldTicks);
    expect(runnerEffects(seen, 3)).to.equal(0);
  });

  it("that can't work says why, and changes nothing", () => {
    const table: [title: string, setUp: () => RaceSimulation, [string, number], CastReason][] = [
      ["an unknown power", () => race(), ["teleport", 1], "power_unknown"],
      ["an unknown runner", () => race(), ["boost", 9], "target_unknown"],
      ["a scratched one", () => race(1, { scratched: [3] }), ["boost", 3], "target_scratched"],
      ["a boost on a boost", () => after(["boost", 1]), ["boost", 1], "already_active"],
      ["a slow on a slow", () => after(["slow", 1]), ["slow", 1], "already_active"],
      ["a shield on a shield", () => after(["shield", 1]), ["shield", 1], "already_active"],
      ["nothing wrong", () => race(), ["repair", 1], "nothing_to_repair"],
      ["nobody ahead", () => at(300), ["draft", leaderOf(at(300))], "no_slipstream"],
      ["the last fifth", () => at(700), ["boost", 1], "past_limit"],
      ["a runner at home", () => at(760), ["boost", leaderOf(at(760))], "target_finished"],
    ];
    for (const [title, setUp, input, reason] of table) {
      const simulation = setUp();
      const effects = structuredClone(simulation.powers);
      expect(cast(simulation, input), title).to.deep.equal([reason]);
      expect(simulation.powers, title).to.deep.equal(effects);
    }
  });

  function at(tick: number): RaceSimulation {
    const simulation = race();
    runTo(simulation, tick);
    return simulation;
  }

  function after(...casts: [string, number][]): RaceSimulation {
    const simulation = race();
    cast(simulation, ...casts);
    return simulation;
  }

  it("closes when the leader has passed 80 % of the distance, for everyone", () => {
    const simulation = race();
    const limitMm = Math.floor((card.track.distanceMm * 80) / 100);
    while (Math.max(...simulation.positionsMm) < limitMm) {
      expect(isPastLimit(simulation)).to.equal(false);
      stepRace(simulation);
    }
    expect(isPastLimit(simulation)).to.equal(true);
    const last = simulation.ranks.at(-1)! + 1;
    expect(cast(simulation, ["boost", last])).to.deep.equal(["past_limit"]);
  });

  it("of another tick throws", () => {
    const input = { tick: 7, seq: 1, player: "p", power: "boost", target: 1 };
    expect(() => stepRace(race(), [input])).to.throw("does not work at 0");
  });
});

describe("powers together", () => {
  it("do one runner only so much good and only so much harm in a race", () => {
    const simulation = race();
    const reasons: string[] = [];
    while (!isPastLimit(simulation)) {
      reasons.push(...cast(simulation, ["boost", 1], ["slow", 1]));
    }
    expect(reasons.filter((reason) => reason === "")).to.have.length(5);
    expect(reasons).to.include("capped");
    expect(simulation.powers.gainsMm[0]).to.equal(powerTuning.gainMmMax);
    expect(simulation.powers.lossesMm[0]).to.equal(powerTuning.lossMmMax);
  });

  const castArbitrary = fc.record({
    tick: fc.nat(800),
    power: fc.constantFrom(...powerNames),
    target: fc.integer({ min: 1, max: FIELD }),
  });
  const storm = fc
    .array(castArbitrary, { maxLength: 120 })
    .map((casts) =>
      casts.map((input, index): RaceInput => ({ ...input, seq: index + 1, player: "p" })),
    );

  it("stay within the caps, whatever is cast, and everyone finishes", () => {
    fc.assert(
      fc.property(storm, fc.nat(50), (inputs, seed) => {
        const simulation = race(seed);
        while (!simulation.isFinished) {
          const due = inputs.filter(({ tick }) => tick === simulation.tick);
          stepRace(simulation, due);
        }
        for (let runner = 0; runner < FIELD; runner++) {
          expect(simulation.powers.gainsMm[runner]).to.be.at.most(powerTuning.gainMmMax);
          expect(simulation.powers.lossesMm[runner]).to.be.at.most(powerTuning.lossMmMax);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("give the same race in whatever order they are listed, and each its outcome", () => {
    fc.assert(
      fc.property(storm, fc.nat(50), (inputs, seed) => {
        const outcome = simulateRace(card, sampleSeed(seed), inputs);
        expect(simulateRace(card, sampleSeed(seed), inputs.toReversed())).to.deep.equal(outcome);
        expect(outcome.casts.map(({ seq }) => seq)).to.deep.equal(inputs.map(({ seq }) => seq));
        for (const { isApplied, reason } of outcome.casts)
          expect(isApplied).to.equal(reason === "");
      }),
      { numRuns: 25 },
    );
  });

  it("decide by seq who comes first in one tick", () => {
    const input = (seq: number) => ({ tick: 5, seq, player: "p", power: "boost", target: 2 });
    const { casts } = simulateRace(card, sampleSeed(1), [input(9), input(4)]);
    expect(casts).to.deep.equal([
      { seq: 4, isApplied: true, reason: "" },
      { seq: 9, isApplied: false, reason: "already_active" },
    ]);
  });

  it("that the race never reaches are past its limit", () => {
    const input = { tick: 1_999, seq: 1, player: "p", power: "boost", target: 2 };
    const outcome = simulateRace(card, sampleSeed(1), [input]);
    expect(outcome.casts).to.deep.equal([{ seq: 1, isApplied: false, reason: "past_limit" }]);
    expect(outcome.order).to.deep.equal(simulateRace(card, sampleSeed(1)).order);
  });

  it("that did not work leave the race as it was", () => {
    const inputs = [1, 2, 3].map((seq) => ({
      tick: 10 * seq,
      seq,
      player: "p",
      power: "repair",
      target: 24,
    }));
    const { casts, ...result } = simulateRace(card, sampleSeed(2), inputs);
    const { casts: _, ...plain } = simulateRace(card, sampleSeed(2));
    expect(result).to.deep.equal(plain);
    expect(casts.every(({ reason }) => reason === "target_unknown")).to.equal(true);
  });
});
