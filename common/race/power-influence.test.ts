import { expect } from "chai";
import type { RaceCard } from "./card.ts";
import { isPastLimit } from "./power-effects.ts";
import { powerTerms } from "./power-terms.ts";
import type { PowerName } from "./powers.ts";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import type { RaceInput, RaceSimulation } from "./race-simulation.ts";
import { resultOf } from "./simulate-race.ts";
import { startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";

const RACES = 1_000;
/** A coalition casts this often: more changes nothing, for each power lasts longer. */
const CAST_EVERY_TICKS = 10;
const SPEND_MAX = 300;
const PHONES = 30;
const { costs } = powerTerms(BigInt(SPEND_MAX));
const costOf = (power: PowerName) => Number(costs[power]);

const fields: [number, string][] = [
  [6, "neon-harbour"],
  [8, "paseo-del-sol"],
  [12, "lantern-mile"],
];

/** What a coalition casts in one tick, best first; it casts as long as its chips last. */
type Plan = (race: RaceSimulation) => [power: PowerName, runner: number][];

/** Wins of each runner in `RACES` races, a dead heat shared, and the most chips a coalition spent. */
function play(card: RaceCard, { plan, chips }: { plan: Plan; chips: number }) {
  const wins = card.runners.map(() => 0);
  let spentMax = 0;
  for (let seed = 0; seed < RACES; seed++) {
    const race = startRace(card, sampleSeed(seed));
    let spent = 0;
    let seq = 0;
    while (!race.isFinished) {
      const inputs: RaceInput[] = [];
      let left = chips - spent;
      const isCasting = race.tick % CAST_EVERY_TICKS === 0 && !isPastLimit(race);
      for (const [power, runner] of isCasting ? plan(race) : []) {
        if (costOf(power) > left) continue;
        left -= costOf(power);
        inputs.push({ tick: race.tick, seq: ++seq, player: "all", power, target: runner + 1 });
      }
      const known = race.casts.length;
      stepRace(race, inputs);
      inputs.forEach(({ power }, index) => {
        if (race.casts[known + index]!.isApplied) spent += costOf(power as PowerName);
      });
    }
    spentMax = Math.max(spentMax, spent);
    const winners = resultOf(race).order[0]!;
    for (const number of winners) wins[number - 1]! += 1 / winners.length;
  }
  return { wins, spentMax };
}

/** Helps one runner in every way, then harms all others. */
function favour(favoured: number): Plan {
  return (race) => [
    ...(["boost", "draft", "repair"] as const).map((power): [PowerName, number] => [
      power,
      favoured,
    ]),
    ...[...race.ranks]
      .filter((runner) => runner !== favoured)
      .map((runner): [PowerName, number] => ["slow", runner]),
  ];
}

/** Harms one runner and helps all others. */
function oppose(opposed: number): Plan {
  return (race) => [
    ["slow", opposed],
    ...[...race.ranks]
      .filter((runner) => runner !== opposed)
      .flatMap((runner): [PowerName, number][] => [
        ["boost", runner],
        ["draft", runner],
      ]),
  ];
}

const percent = (wins: number) => `${((100 * wins) / RACES).toFixed(1)} %`;

describe("the influence of powers", function () {
  this.timeout(120_000);

  for (const [fieldSize, trackId] of fields) {
    it(`at most about doubles an average runner's chance (${fieldSize} at ${trackId})`, function () {
      const card = sampleCard(fieldSize, trackId);
      const { wins } = play(card, { plan: () => [], chips: 0 });
      const fair = RACES / fieldSize;
      const average = wins.reduce(
        (best, count, runner) =>
          Math.abs(count - fair) < Math.abs(wins[best]! - fair) ? runner : best,
        0,
      );
      const favourite = wins.indexOf(Math.max(...wins));
      const all = play(card, { plan: favour(average), chips: PHONES * SPEND_MAX });
      const one = play(card, { plan: favour(average), chips: SPEND_MAX });
      const against = play(card, { plan: oppose(favourite), chips: PHONES * SPEND_MAX });
      // The figures stand in the report of the test.
      this.test!.title +=
        `: it wins ${percent(wins[average]!)}, with one player's ${SPEND_MAX} chips ` +
        `${percent(one.wins[average]!)}, with ${PHONES} players' ${percent(all.wins[average]!)} ` +
        `(${all.spentMax} chips); the favourite ${percent(wins[favourite]!)}, against all ` +
        percent(against.wins[favourite]!);
      expect(all.wins[average]! / wins[average]!).to.be.within(1.2, 2.3);
      expect(one.wins[average]!).to.be.at.most(all.wins[average]! * 1.05);
      expect(against.wins[favourite]! / wins[favourite]!).to.be.within(0.4, 0.9);
    });
  }
});
