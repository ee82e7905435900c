import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { sampleCard, sampleSeed } from "#common/race/race-samples.ts";
import { simulateRace } from "#common/race/simulate-race.ts";
import { rungAtOrBelow } from "#common/tote/price-ladder.ts";
import { priceCard } from "./price-card.ts";
import { countWins } from "./price-wins.ts";

describe("the wins of a card", () => {
  it("are those of the real simulation, a dead heat counting for each", () => {
    const card = sampleCard(6);
    const seed = sampleSeed(77);
    const wins = card.runners.map(() => 0);
    for (let run = 0; run < 40; run++) {
      const raceSeed = Uint8Array.from(seed);
      raceSeed[3] = run;
      for (const winner of simulateRace(card, raceSeed).order[0] ?? []) wins[winner - 1]! += 1;
    }
    expect(countWins(card, { seed, runs: 40 })).to.deep.equal(wins);
    expect(seed).to.deep.equal(sampleSeed(77));
  });
});

describe("pricing a card (TOTE-8)", () => {
  const open = new AbortController().signal;

  it("gives each runner a rung, the best the shortest, in a book of more than 100 %", async () => {
    const card = sampleCard(8);
    const prices = await priceCard(card, { marginBps: 1_000, signal: open, runs: 600 });
    expect(prices).to.have.length(8);
    for (const price of prices) expect(rungAtOrBelow(price)).to.equal(price);
    expect(prices.reduce((sum, price) => sum + 100 / price, 0)).above(1.1);
    const wins = countWins(card, { seed: sampleSeed(5), runs: 600 });
    const best = wins.indexOf(Math.max(...wins));
    const worst = wins.indexOf(Math.min(...wins));
    expect(prices[best]! < prices[worst]!).to.equal(true);
  });

  it("holds nobody up: the game's own thread goes on meanwhile", async () => {
    let isDone = false;
    const pricing = priceCard(sampleCard(8), { marginBps: 0, signal: open, runs: 300 });
    const done = pricing.finally(() => {
      isDone = true;
    });
    let turns = 0;
    for (; !isDone; turns++) await setImmediate();
    await done;
    expect(turns).above(300);
  });

  it("ends at once when it is no longer wanted", async () => {
    const stopping = new AbortController();
    const pricing = priceCard(sampleCard(8), { marginBps: 0, signal: stopping.signal });
    stopping.abort(new Error("the show is over"));
    expect(await pricing.catch((error: Error) => error.message)).to.equal("the show is over");
    const late = priceCard(sampleCard(8), { marginBps: 0, signal: stopping.signal });
    expect(await late.catch((error: Error) => error.message)).to.equal("the show is over");
  });

  it("says what was wrong with a card that can't be run", async () => {
    const card = { ...sampleCard(8), runners: [] };
    const error = await priceCard(card, { marginBps: 0, signal: open }).catch((it: Error) => it);
    expect(error).to.be.instanceOf(Error);
  });
});
