import { expect } from "chai";
import fc from "fast-check";
import { powerNames } from "#common/race/powers.ts";
import { sampleCard, sampleSeed } from "#common/race/race-samples.ts";
import type { RaceInput } from "#common/race/race-simulation.ts";
import { RaceState, RunnerState } from "#common/race/race-state.ts";
import { simulateRace } from "#common/race/simulate-race.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import type { TickHold } from "./cast-queue.ts";
import { type RaceRunStart, startRaceRun } from "./race-run.ts";

const OFF_AT = 1_800_000_000_000;
const card = sampleCard(6);
const raceSeed = sampleSeed(5);

function makeRun(changes: Partial<RaceRunStart> = {}) {
  const run = startRaceRun({ id: 1, card, raceSeed, offAt: OFF_AT, hasPowers: true, ...changes });
  const state = new RaceState();
  for (const { number } of card.runners) {
    state.runners.set(String(number), new RunnerState().assign({ number }));
    state.positions.push(0);
  }
  return { run, state };
}

describe("a race being shown", () => {
  it("follows the clock, one step every 50 ms from the off", () => {
    const { run, state } = makeRun();
    run.advance(state, OFF_AT - 500);
    expect([state.tick, [...state.positions]]).to.deep.equal([-10, [0, 0, 0, 0, 0, 0]]);
    run.advance(state, OFF_AT + 2_025);
    expect(state.tick).to.equal(40);
    expect(Math.min(...state.positions)).to.be.above(0);
    expect(run.advance(state, OFF_AT + 90_000)).to.equal(true);
    const shown = [...state.runners.values()].map(({ finishTimeMs }) => finishTimeMs);
    expect(shown).to.deep.equal(run.result().finishTimesMs);
  });

  it("takes powers from the off until the leader has 80 % behind it", () => {
    const { run, state } = makeRun();
    expect([run.arePowersOpen(), run.holdTick()]).to.deep.equal([false, undefined]);
    run.advance(state, OFF_AT - 50);
    expect(state.arePowersOpen).to.equal(false);
    run.advance(state, OFF_AT);
    expect(state.arePowersOpen).to.equal(true);
    const hold = run.holdTick();
    expect(hold?.tick).to.equal(5);
    hold?.release();
    run.advance(state, OFF_AT + 42_000);
    expect([state.arePowersOpen, run.holdTick()]).to.deep.equal([false, undefined]);
  });

  it("takes none where there are none, and none once they are stopped", () => {
    const without = makeRun({ hasPowers: false });
    without.run.advance(without.state, OFF_AT);
    expect(without.state.arePowersOpen).to.equal(false);
    const { run, state } = makeRun();
    run.advance(state, OFF_AT);
    run.stopPowers();
    expect(run.holdTick()).to.equal(undefined);
  });

  it("leaves scratched runners at the gate", () => {
    const { run, state } = makeRun({ scratched: [2] });
    run.advance(state, OFF_AT + 90_000);
    expect(state.positions[1]).to.equal(0);
    expect(state.runners.get("2")?.finishTimeMs).to.equal(0);
    expect(run.result().order.flat()).not.to.include(2);
  });

  it("takes no cast before a stored one, so that what was shown stays", () => {
    const inputs = [{ tick: 300, seq: 1, player: "p", power: "boost", target: 1 }];
    const { run, state } = makeRun({ inputs });
    run.advance(state, OFF_AT + 100 * TICK_MS);
    expect(run.holdTick()?.tick).to.equal(300);
  });

  it("does not wait for one cast while another is late: each hold counts by itself", () => {
    const { run, state } = makeRun();
    run.advance(state, OFF_AT);
    const [first, second] = [run.holdTick(), run.holdTick()];
    first?.release();
    first?.release();
    run.advance(state, OFF_AT + 20 * TICK_MS);
    expect(state.tick).to.equal(5);
    second?.release();
    run.advance(state, OFF_AT + 60 * TICK_MS);
    expect(state.tick).to.be.above(5);
  });

  const moves = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("pass" as const), ticks: fc.integer({ min: 1, max: 40 }) }),
      fc.record({
        kind: fc.constant("hold" as const),
        power: fc.constantFrom(...powerNames),
        target: fc.integer({ min: 1, max: 6 }),
      }),
      fc.record({
        kind: fc.constant("decide" as const),
        isTaken: fc.boolean(),
        which: fc.nat(20),
      }),
    ),
    { maxLength: 80 },
  );

  it("is the race that its inputs make it, however casts come, fail and make it wait", () => {
    fc.assert(
      fc.property(moves, (script) => {
        const { run, state } = makeRun();
        const undecided: { hold: TickHold; power: string; target: number }[] = [];
        const inputs: RaceInput[] = [];
        let now = OFF_AT;
        run.advance(state, now);
        function decide(which: number, isTaken: boolean) {
          const [cast] = undecided.splice(which % undecided.length, 1);
          if (cast === undefined) return;
          const { hold, power, target } = cast;
          const input = { tick: hold.tick, seq: inputs.length + 1, player: "p", power, target };
          if (isTaken) {
            inputs.push(input);
            expect(run.take(input)).to.equal(true);
            expect(run.take(input)).to.equal(false);
          }
          hold.release();
        }
        for (const move of script) {
          if (move.kind === "pass") run.advance(state, (now += move.ticks * TICK_MS));
          if (move.kind === "decide") decide(move.which, move.isTaken);
          if (move.kind === "hold") {
            const hold = run.holdTick();
            if (hold !== undefined) undecided.push({ ...move, hold });
          }
        }
        while (undecided.length > 0) decide(0, true);
        while (!run.advance(state, (now += 500)));
        const expected = simulateRace(card, raceSeed, inputs);
        expect(run.result()).to.deep.equal(expected);
        const shown = [...state.runners.values()].map(({ finishTimeMs }) => finishTimeMs);
        expect(shown).to.deep.equal(expected.finishTimesMs);
        expect(run.casts.toSorted((a, b) => a.seq - b.seq)).to.deep.equal(expected.casts);
      }),
      { numRuns: 200 },
    );
  });
});
