import { expect } from "chai";
import fc from "fast-check";
import { hashCanonical } from "#common/framework/canonical.ts";
import { sampleRecord } from "./race-samples.ts";
import type { RaceRecord } from "./record.ts";
import type { SettleRecorded } from "./verify-pools.ts";
import { verifyRecord } from "./verify-record.ts";

/** A pool whose net goes to those on the winner in proportion to their stakes, rounded down. */
const settle: SettleRecorded = ({ bets, order }) => {
  const gross = bets.reduce((sum, { stake }) => sum + stake, 0n);
  const isWinner = (selection: number[]) => selection[0] === order[0]![0];
  const onWinner = bets.filter(({ selection }) => isWinner(selection));
  const staked = onWinner.reduce((sum, { stake }) => sum + stake, 0n);
  const payouts = bets.map(({ serial, selection, stake }) => {
    return isWinner(selection)
      ? { serial, status: "won", payout: (stake * gross) / staked }
      : { serial, status: "lost", payout: 0n };
  });
  const paid = payouts.reduce((sum, { payout }) => sum + payout, 0n);
  const dividends = [{ selection: [order[0]![0]!], perUnit: "2.5000" }];
  return { gross, takeout: 0n, net: gross, paid, breakage: gross - paid, dividends, payouts };
};

/** An official record with three bets to win and one that was cancelled. */
function paidRecord(): RaceRecord {
  const record = sampleRecord();
  const winner = record.order[0]![0]!;
  const loser = record.order.at(-1)![0]!;
  const bet = { tag: "p1", market: "win", status: "lost", payout: "0" } as const;
  return {
    ...record,
    bets: [
      { ...bet, serial: 1, selection: [loser], stake: "60" },
      { ...bet, serial: 2, selection: [winner], stake: "30", status: "won", payout: "75" },
      { ...bet, serial: 3, selection: [winner], stake: "99", status: "cancelled", payout: "94" },
      { ...bet, serial: 4, selection: [winner], stake: "10", status: "won", payout: "25" },
    ],
    pools: [
      {
        market: "win",
        gross: "100",
        takeout: "0",
        net: "100",
        paid: "100",
        breakage: "0",
        dividends: [{ selection: [winner], perUnit: "2.5000" }],
      },
    ],
  };
}

/** The step at which a changed record stops, and that it stops there. */
function failingStep(change: (record: RaceRecord) => void): string | undefined {
  const record = paidRecord();
  change(record);
  const steps = verifyRecord(record, settle);
  expect(steps.slice(0, -1).every(({ ok }) => ok)).to.equal(true);
  const last = steps.at(-1)!;
  return last.ok ? undefined : last.step;
}

describe("a record verifies", () => {
  it("in order, from the schema to the payouts", () => {
    const steps = verifyRecord(JSON.parse(JSON.stringify(paidRecord())), settle);
    expect(steps.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(steps.map(({ step }) => step)).to.deep.equal([
      "schema",
      "card",
      "market rules",
      "commitment",
      "engine",
      "race",
      "bets",
      "pools",
      "payouts",
    ]);
  });

  it("without the rules of the tote up to its sums", () => {
    const steps = verifyRecord(paidRecord());
    expect(steps.at(-1)).to.deep.equal({ step: "pools", ok: true, detail: "win pools add up" });
  });

  const voided = { pools: [], status: "void", voidReason: "fog" } as const;

  it("when void before the finish, and says how it would have ended", () => {
    const { bets, order, ...rest } = paidRecord();
    const refunds = bets.map((bet) => ({
      ...bet,
      ...(bet.status !== "cancelled" && { status: "refunded" as const, payout: bet.stake }),
    }));
    const unrun = { order: [], finishTimesMs: [], ticks: 0, offAt: null };
    const steps = verifyRecord({ ...rest, ...voided, ...unrun, bets: refunds }, settle);
    expect(steps.every(({ ok }) => ok)).to.equal(true);
    const race = steps.find(({ step }) => step === "race")!;
    expect(race.detail).to.contain(order.map((tied) => tied.join("=")).join(" "));
  });

  it("only if a void gave every stake back", () => {
    const steps = verifyRecord({ ...paidRecord(), ...voided }, settle);
    expect(steps.at(-1)).to.include({ step: "bets", ok: false });
  });
});

describe("a tampered record stops at", () => {
  const table: [string, string, (record: RaceRecord) => void][] = [
    ["schema", "a negative stake", ({ bets }) => (bets[0]!.stake = "-1")],
    ["schema", "segments that do not add up", ({ card }) => (card.track.distanceMm -= 1)],
    ["card", "a runner's stat", ({ card }) => (card.runners[0]!.stats.nerve = 1)],
    ["card", "a runner's name", ({ card }) => (card.runners[0]!.name = "Otro")],
    ["card", "the card's hash", (it) => (it.cardHash = "00".repeat(32))],
    ["market rules", "the takeout", ({ marketRules }) => (marketRules["takeoutBps"] = 500)],
    ["commitment", "the race's id", (it) => (it.raceId = 8)],
    ["commitment", "the seed", (it) => (it.serverSeed = "00".repeat(32))],
    ["commitment", "the commitment", (it) => (it.commit = "00".repeat(32))],
    ["commitment", "the engine's hash alone", (it) => (it.engineHash = "00".repeat(32))],
    ["engine", "a power", (it) => it.inputs.push({ ...boost })],
    ["race", "a finish time", ({ finishTimesMs }) => (finishTimesMs[2]! -= 1)],
    ["race", "a missing finish time", ({ finishTimesMs }) => finishTimesMs.pop()],
    ["race", "two places swapped", ({ order }) => order.reverse()],
    ["race", "the number of ticks", (it) => (it.ticks += 1)],
    ["bets", "the order of the bets", ({ bets }) => bets.reverse()],
    ["bets", "a runner that is not in the field", ({ bets }) => (bets[0]!.selection = [24])],
    ["bets", "a bet without a pool", ({ bets }) => (bets[0]!.market = "place")],
    ["bets", "a lost bet that was paid", ({ bets }) => (bets[0]!.payout = "5")],
    ["bets", "a cancelled bet that gained", ({ bets }) => (bets[2]!.payout = "100")],
    ["pools", "a stake", ({ bets }) => (bets[0]!.stake = "61")],
    ["pools", "a bet left out", ({ bets }) => bets.shift()],
    ["pools", "a bet uncancelled", ({ bets }) => (bets[2]!.status = "won")],
    ["pools", "a payout", ({ bets }) => (bets[1]!.payout = "76")],
    ["pools", "the gross", ({ pools }) => (pools[0]!.gross = "101")],
    ["pools", "the takeout of a pool", ({ pools }) => (pools[0]!.takeout = "1")],
    ["pools", "the net", ({ pools }) => (pools[0]!.net = "99")],
    ["pools", "what was paid", ({ pools }) => (pools[0]!.paid = "99")],
    ["pools", "the breakage", ({ pools }) => (pools[0]!.breakage = "1")],
    ["pools", "refunds", ({ pools }) => (pools[0]!.refunds = "1")],
    ["pools", "a pool twice", ({ pools }) => pools.push({ ...pools[0]! })],
    ["payouts", "two payouts exchanged", ({ bets }) => exchange(bets)],
    ["payouts", "a dividend", ({ pools }) => (pools[0]!.dividends[0]!.perUnit = "2.4000")],
    ["payouts", "a bet moved to the loser", (it) => move(it)],
  ];
  for (const [step, what, change] of table) {
    it(`${step}: ${what}`, () => {
      expect(failingStep(change)).to.equal(step);
    });
  }

  const boost = { tick: 9, seq: 1, player: "p1", power: "boost", target: 1 };

  function exchange(bets: RaceRecord["bets"]): void {
    [bets[1]!.payout, bets[3]!.payout] = [bets[3]!.payout, bets[1]!.payout];
  }

  function move({ bets, order }: RaceRecord): void {
    bets[1]!.selection = [order.at(-1)![0]!];
  }

  it("commitment, even if the market rules' hash is made to fit", () => {
    const change = (record: RaceRecord) => {
      record.marketRules["takeoutBps"] = 500;
      record.marketRulesHash = hashCanonical(record.marketRules);
    };
    expect(failingStep(change)).to.equal("commitment");
  });

  it("payouts, if the rules of the tote refuse its bets", () => {
    const refusing: SettleRecorded = () => {
      throw new RangeError("no such selection");
    };
    expect(verifyRecord(paidRecord(), refusing).at(-1)).to.deep.equal({
      step: "payouts",
      ok: false,
      detail: "the win pool: can't be settled: no such selection",
    });
  });

  it("schema, whatever else it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const steps = verifyRecord(anything, settle);
        expect(steps).to.have.length(1);
        expect(steps[0]).to.include({ step: "schema", ok: false });
      }),
    );
  });
});
