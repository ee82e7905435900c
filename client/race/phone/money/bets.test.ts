import { expect } from "chai";
import fc from "fast-check";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { type BetIntent, findPlaced } from "./bet-intent.ts";
import { mergeBets } from "./merge-bets.ts";
import { summariseRace } from "./summarise-race.ts";

function makeBet(fields: Partial<BetWire>): BetWire {
  return {
    id: "1",
    raceId: 7,
    market: "win",
    selection: [9],
    stake: "50",
    status: "open",
    payout: "0",
    fee: "0",
    price: null,
    serial: null,
    placedAt: 0,
    ...fields,
  };
}

describe("mergeBets", () => {
  it("never opens a settled bet again when an older answer comes late", () => {
    const won = makeBet({ status: "won", payout: "175" });
    expect(mergeBets([won], [makeBet({})])).to.deep.equal([won]);
  });

  it("ends with the same bets in whatever order the answers come", () => {
    const answers = fc.array(
      fc.constantFrom(makeBet({}), makeBet({ id: "10" }), makeBet({ id: "9" })),
    );
    fc.assert(
      fc.property(answers, (heard) => {
        const merged = heard.reduce<BetWire[]>((known, bet) => mergeBets(known, [bet]), []);
        const ids = [...new Set(heard.map(({ id }) => id))].toSorted(
          (a, b) => Number(a) - Number(b),
        );
        expect(merged.map(({ id }) => id)).to.deep.equal(ids);
      }),
    );
  });
});

describe("findPlaced", () => {
  const intent: BetIntent = {
    raceId: 7,
    market: "win",
    selection: [9],
    name: "Vesper",
    stake: "50",
    afterBetId: "9",
  };

  it("recognises a bet that got through although its answer was lost", () => {
    expect(findPlaced(intent, [makeBet({ id: "10" })])?.id).to.equal("10");
  });

  it("does not take an earlier bet of the same kind for it", () => {
    expect(findPlaced(intent, [makeBet({ id: "9" }), makeBet({ id: "8" })])).to.equal(undefined);
  });

  it("knows a combination by its order", () => {
    const trifecta = { ...intent, market: "trifecta", selection: [4, 1, 7] };
    const placed = makeBet({ id: "10", market: "trifecta", selection: [4, 1, 7] });
    expect(findPlaced(trifecta, [placed])).to.equal(placed);
    expect(findPlaced(trifecta, [{ ...placed, selection: [1, 4, 7] }])).to.equal(undefined);
  });

  it("does not take another runner, market, stake or race for it", () => {
    const others = [{ selection: [8] }, { market: "place" }, { stake: "51" }, { raceId: 8 }];
    for (const other of others) {
      expect(findPlaced(intent, [makeBet({ id: "10", ...other })])).to.equal(undefined);
    }
  });
});

describe("summariseRace", () => {
  it("sums what was staked and what came back, cancelled bets left out", () => {
    const bets = [
      makeBet({ status: "won", payout: "175" }),
      makeBet({ id: "2", status: "lost" }),
      makeBet({ id: "3", status: "cancelled", payout: "0", fee: "3" }),
    ];
    expect(summariseRace(bets)).to.deep.equal({ kind: "won", staked: 100n, returned: 175n });
  });

  const table: [Partial<BetWire>[], string][] = [
    [[], "watched"],
    [[{ status: "cancelled" }], "watched"],
    [[{ status: "open" }], "open"],
    [[{ status: "lost" }], "lost"],
    [[{ status: "won", payout: "50" }], "partly"],
    [[{ status: "won", payout: "51" }], "won"],
    [[{ status: "refunded", payout: "50" }], "refunded"],
    [[{ status: "refunded", payout: "50" }, { status: "lost" }], "partly"],
  ];
  for (const [bets, kind] of table) {
    const names = bets.map(({ status, payout }) => `${status} ${payout ?? "0"}`).join(" and ");
    it(`calls a race with ${names || "no bets"} ${kind}`, () => {
      const all = bets.map((bet, index) => makeBet({ id: String(index), ...bet }));
      expect(summariseRace(all).kind).to.equal(kind);
    });
  }
});
