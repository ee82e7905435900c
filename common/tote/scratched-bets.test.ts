import { expect } from "chai";
import { markets } from "./markets.ts";
import { refundAll } from "./refund-all.ts";
import { scratchedBets } from "./scratched-bets.ts";
import { settleMarket } from "./settle-market.ts";

describe("a scratch (TOTE-6)", () => {
  it("gives back the bets on the runner, alone or in a combination", () => {
    const bets = [
      { selection: [1] },
      { selection: [2] },
      { selection: [3, 1] },
      { selection: [12] },
    ];
    expect(scratchedBets(bets, 1)).deep.equal([{ selection: [1] }, { selection: [3, 1] }]);
  });

  it("returns those stakes whole and takes them out of the pool that is settled", () => {
    const bets = [
      { id: "a", selection: [1], stake: 100n },
      { id: "b", selection: [2], stake: 50n },
      { id: "c", selection: [3], stake: 30n },
    ];
    const back = scratchedBets(bets, 1);
    expect(refundAll(back).refunds).equal(100n);
    const settlement = settleMarket({
      market: markets.win,
      runnerCount: 2,
      order: [[3], [2]],
      bets: bets.filter((bet) => !back.includes(bet)),
      rules: { takeoutBps: 1000 },
    });
    expect(settlement.gross).equal(80n);
    expect(settlement.paid).equal(72n);
  });
});
