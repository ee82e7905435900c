import { expect } from "chai";
import { settleRecorded } from "./settle-recorded.ts";

describe("settling a recorded pool", () => {
  const result = {
    market: "win",
    marketRules: { takeoutBps: 1_000, markets: ["win"] },
    runnerCount: 2,
    order: [[2], [1]],
    bets: [
      { serial: 1, selection: [1], stake: 70n },
      { serial: 2, selection: [2], stake: 30n },
    ],
  };

  it("pays the winners of the recorded order under the recorded takeout", () => {
    const { net, payouts } = settleRecorded(result);
    expect(net).to.equal(90n);
    expect(payouts).to.deep.equal([
      { serial: 1, status: "lost", payout: 0n },
      { serial: 2, status: "won", payout: 90n },
    ]);
  });

  it("breaks dividends down where the recorded terms say so", () => {
    const bets = [
      { serial: 1, selection: [1], stake: 70n },
      { serial: 2, selection: [2], stake: 40n },
    ];
    const marketRules = { takeoutBps: 0, breakUnit: "10" };
    const { payouts, breakage } = settleRecorded({ ...result, marketRules, bets });
    expect(payouts.at(-1)).to.deep.equal({ serial: 2, status: "won", payout: 108n });
    expect(breakage).to.equal(2n);
  });

  it("pays each bet its own price where the recorded terms fix the odds", () => {
    const marketRules = { takeoutBps: 1_000, fixedPrices: [150, 340] };
    const bets = result.bets.map((bet) => ({ ...bet, price: bet.serial === 1 ? 150 : 340 }));
    const { paid, breakage, dividends, payouts } = settleRecorded({ ...result, marketRules, bets });
    expect({ paid, breakage }).to.deep.equal({ paid: 102n, breakage: -2n });
    expect(dividends).to.deep.equal([{ selection: [2], perUnit: "3.4000" }]);
    expect(payouts.at(-1)).to.deep.equal({ serial: 2, status: "won", payout: 102n });
    expect(() => settleRecorded({ ...result, marketRules })).to.throw("bet 1 has no price");
  });

  it("has no rules for an unknown market and none without a takeout", () => {
    expect(() => settleRecorded({ ...result, market: "toString" })).to.throw("toString market");
    expect(() => settleRecorded({ ...result, marketRules: {} })).to.throw("takeoutBps");
  });
});
