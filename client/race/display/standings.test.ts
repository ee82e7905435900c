import { expect } from "chai";
import type { RunnerView } from "#client/race/race-view.ts";
import { createLeadHistory } from "./lead-history.ts";
import { createStandings } from "./standings.ts";

function runner(number: number, more: Partial<RunnerView> = {}): RunnerView {
  return {
    number,
    name: `Runner ${number}`,
    livery: number - 1,
    topSpeed: 50,
    acceleration: 50,
    stamina: 50,
    cornering: 50,
    nerve: 50,
    form: "",
    winStakes: "0",
    winOdds: 0,
    placeStakes: "0",
    placeOdds: 0,
    showStakes: "0",
    showOdds: 0,
    fixedPrice: 0,
    isScratched: false,
    effects: 0,
    finishTimeMs: 0,
    placing: 0,
    winDividend: "",
    placeDividend: "",
    showDividend: "",
    ...more,
  };
}

describe("standings", () => {
  it("give the gap as time since the leader passed the same point", () => {
    const leads = createLeadHistory();
    for (let tick = 0; tick <= 20; tick++) leads.note(tick * 50, tick);
    const rows = createStandings(leads)({
      runners: [runner(1), runner(2)],
      metres: [16, 20],
      timeMs: 1_000,
      localNowMs: 0,
    });
    expect(rows.map(({ number, gap }) => ({ number, gap }))).to.deep.equal([
      { number: 2, gap: { kind: "leader" } },
      { number: 1, gap: { kind: "live", ms: 200 } },
    ]);
  });

  it("give the times over the line once they are home", () => {
    const rows = createStandings(createLeadHistory())({
      runners: [runner(1, { finishTimeMs: 30_012 }), runner(2, { finishTimeMs: 30_000 })],
      metres: [900, 900],
      timeMs: 30_050,
      localNowMs: 0,
    });
    expect(rows[1]?.gap).to.deep.equal({ kind: "final", ms: 12 });
  });

  it("mark a runner that has moved up, for a moment", () => {
    const standings = createStandings(createLeadHistory());
    const runners = [runner(1), runner(2)];
    const rows = (metres: number[], localNowMs: number) =>
      standings({ runners, metres, timeMs: 0, localNowMs })
        .filter(({ isGaining }) => isGaining)
        .map(({ number }) => number);
    expect(rows([10, 9], 0)).to.deep.equal([]);
    expect(rows([11, 12], 200)).to.deep.equal([2]);
    expect(rows([13, 14], 3_000)).to.deep.equal([]);
  });
});
