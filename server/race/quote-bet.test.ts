import { expect } from "chai";
import { type BetQuestion, quoteBet } from "./quote-bet.ts";
import type { RaceRow } from "./race-entities.ts";
import { addStake, emptyPools } from "./read-pools.ts";

const terms = {
  markets: ["win", "place", "exacta", "quinella", "trifecta"],
  takeoutBps: 0,
  stakeMin: "10",
  stakeMax: "1000",
  stakeMaxPerRace: "1000",
  cancelFeeBps: 500,
  cancelClosesMs: 10_000,
};

function rowOf(changes: object = {}): RaceRow {
  return { id: 7, runnerCount: 5, scratched: [], marketRules: terms, ...changes } as never;
}

const question: BetQuestion = { raceId: 7, market: "win", selection: [1], stake: 100n };

function quote(asked: Partial<BetQuestion>, row = rowOf()) {
  const pools = emptyPools();
  addStake(pools, { market: "win", selection: [1], stake: 100n });
  addStake(pools, { market: "win", selection: [2], stake: 300n });
  addStake(pools, { market: "quinella", selection: [1, 3], stake: 50n });
  addStake(pools, { market: "quinella", selection: [2, 4], stake: 150n });
  return quoteBet({ row, pools }, { ...question, ...asked });
}

describe("quoting a bet", () => {
  it("tells what a chip gets now, and what a stake would return after lowering its own dividend", () => {
    expect(quote({})).to.deep.equal({ ok: true, value: { odds: 400, potentialReturn: 250n } });
    expect(quote({ stake: 0n })).to.deep.equal({
      ok: true,
      value: { odds: 400, potentialReturn: 0n },
    });
  });

  it("knows a combination in whatever order its market pools it", () => {
    expect(quote({ market: "quinella", selection: [3, 1], stake: 50n })).to.deep.equal({
      ok: true,
      value: { odds: 400, potentialReturn: 125n },
    });
  });

  it("has no figure for what nobody backs, and returns a first stake with the pool", () => {
    expect(quote({ selection: [5] })).to.deep.equal({
      ok: true,
      value: { odds: 0, potentialReturn: 500n },
    });
  });

  it("is the price itself where the odds are fixed", () => {
    const row = rowOf({ marketRules: { ...terms, fixedPrices: [340, 210, 500, 900, 1500] } });
    expect(quote({ stake: 11n }, row)).to.deep.equal({
      ok: true,
      value: { odds: 340, potentialReturn: 37n },
    });
  });

  it("has no price any more once a runner is scratched, and a dividend in other markets", () => {
    const fixedPrices = [340, 210, 500, 900, 1500];
    const row = rowOf({ marketRules: { ...terms, fixedPrices }, scratched: [5] });
    const win = quote({}, row);
    expect(win.ok || win.refusal.code).to.equal("market_unknown");
    expect(quote({ market: "quinella", selection: [1, 3] }, row).ok).to.equal(true);
  });

  it("is refused on another race, a market not offered, a wrong form, and a runner not in the field", () => {
    const refusals: [asked: Partial<BetQuestion>, code: string][] = [
      [{ raceId: 8 }, "race_unknown"],
      [{ market: "show" }, "market_unknown"],
      [{ selection: [1, 2] }, "invalid_input"],
      [{ selection: [6] }, "runner_unknown"],
    ];
    for (const [asked, code] of refusals) {
      const answer = quote(asked);
      expect(answer.ok ? answer : answer.refusal.code).to.equal(code);
    }
    const scratched = quote({ selection: [2] }, rowOf({ scratched: [2] }));
    expect(scratched.ok || scratched.refusal.code).to.equal("runner_unknown");
  });
});
