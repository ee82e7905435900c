import { expect } from "chai";
import type { RaceCard, RunnerStats } from "./card.ts";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import type { RaceSimulation } from "./race-simulation.ts";
import { simulateRace } from "./simulate-race.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";

const SAMPLE = 2_000;
/** A lead counts from here on, once the field has left the gate. */
const LEAD_FROM_TICK = 40;
/** A new leader must be half a length clear, so that two abreast are not twenty changes. */
const CLEAR_MM = 500;

const fields: [number, string][] = [
  [6, "neon-harbour"],
  [8, "paseo-del-sol"],
  [10, "copper-ring"],
  [12, "lantern-mile"],
];

type Tally = { wins: number[]; marginsMs: number[]; spreadsMs: number[]; winningMs: number[] };

function tally(card: RaceCard, firstSeed: number, races = SAMPLE): Tally {
  const wins = card.runners.map(() => 0);
  const [marginsMs, spreadsMs, winningMs]: [number[], number[], number[]] = [[], [], []];
  for (let race = 0; race < races; race++) {
    const { order, finishTimesMs } = simulateRace(card, sampleSeed(firstSeed + race));
    for (const number of order[0]!) wins[number - 1]!++;
    const times = finishTimesMs.toSorted((a, b) => a - b);
    marginsMs.push(times[1]! - times[0]!);
    spreadsMs.push(times.at(-1)! - times[0]!);
    winningMs.push(times[0]!);
  }
  return { wins, marginsMs, spreadsMs, winningMs };
}

function leadChanges(race: RaceSimulation): number {
  let leader = -1;
  let changes = 0;
  while (!race.finishTimesMs.some((timeMs) => timeMs > 0)) {
    stepRace(race);
    const positions = race.positionsMm;
    if (race.tick < LEAD_FROM_TICK) continue;
    const first = positions.indexOf(Math.max(...positions));
    if (leader >= 0 && positions[first]! - positions[leader]! < CLEAR_MM) continue;
    if (leader >= 0) changes++;
    leader = first;
  }
  return changes;
}

function quantile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)]!;
}

describe("over 2,000 seeds", function () {
  this.timeout(60_000);

  for (const [fieldSize, trackId] of fields) {
    describe(`${fieldSize} runners at ${trackId}`, () => {
      const card = sampleCard(fieldSize, trackId);
      let one: Tally;
      let other: Tally;
      before(() => {
        one = tally(card, 0);
        other = tally(card, SAMPLE);
      });

      it("win as often as in a second 2,000, within 4.5 standard errors", () => {
        one.wins.forEach((wins, runner) => {
          const rate = (wins + other.wins[runner]!) / (2 * SAMPLE);
          const standardError = Math.sqrt((rate * (1 - rate) * 2) / SAMPLE);
          const difference = Math.abs(wins - other.wins[runner]!) / SAMPLE;
          expect(difference).to.be.at.most(4.5 * standardError);
        });
      });

      it("give the favourite 25 to 45 wins in 100, and every outsider its day", () => {
        for (const { wins } of [one, other]) {
          expect(Math.max(...wins) / SAMPLE).to.be.within(0.25, 0.45);
          expect(Math.min(...wins)).to.be.above(0);
        }
      });

      it("finish close: under a second in most races, and the last within six", () => {
        const photos = one.marginsMs.filter((marginMs) => marginMs < 1_000);
        expect(photos.length / SAMPLE).to.be.above(0.5);
        expect(quantile(one.spreadsMs, 0.95)).to.be.below(6_000);
        expect(quantile(one.spreadsMs, 0.5)).to.be.above(1_000);
      });

      it("change the lead at least twice in the median race", () => {
        const changes = Array.from({ length: SAMPLE }, (_, seed) =>
          leadChanges(startRace(card, sampleSeed(seed))),
        );
        expect(quantile(changes, 0.5)).to.be.at.least(2);
      });
    });
  }

  it("1,200 m take 40 to 48 s", () => {
    const { winningMs, spreadsMs } = tally(sampleCard(12), 0, 500);
    expect(Math.min(...winningMs)).to.be.above(40_000);
    const lastMs = winningMs.map((timeMs, race) => timeMs + spreadsMs[race]!);
    expect(quantile(lastMs, 0.98)).to.be.below(48_000);
  });
});

describe("among equals", function () {
  this.timeout(60_000);
  const RACES = 1_500;
  const FIELD = 8;

  /** Wins of the first runner when all have 60 of everything but it. */
  function winsWith(stats: Partial<RunnerStats>): number {
    const card = sampleCard(FIELD);
    for (const runner of card.runners) {
      runner.stats = { topSpeed: 60, acceleration: 60, stamina: 60, cornering: 60, nerve: 60 };
    }
    Object.assign(card.runners[0]!.stats, stats);
    return tally(card, 0, RACES).wins[0]!;
  }

  it("every saddle number wins alike", () => {
    const standardError = Math.sqrt((RACES * (FIELD - 1)) / FIELD ** 2);
    expect(winsWith({})).to.be.closeTo(RACES / FIELD, 4 * standardError);
  });

  for (const stat of ["topSpeed", "acceleration", "stamina", "cornering", "nerve"] as const) {
    it(`more ${stat} wins more, less wins less`, () => {
      const even = winsWith({});
      expect(winsWith({ [stat]: 95 })).to.be.above(even * 1.2);
      expect(winsWith({ [stat]: 25 })).to.be.below(even * 0.8);
    });
  }
});
