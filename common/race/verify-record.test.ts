import { expect } from "chai";
import fc from "fast-check";
import { hashCanonical } from "#common/framework/canonical.ts";
import type { RaceRecordV2 } from "./record.ts";
import {
  sampleRecord,
  sampleRecordV1,
  sampleSecret,
  seal,
  sampleSettle as settle,
} from "./record-samples.ts";
import type { RaceRecordV1 } from "./record-v1.ts";
import type { SettleRecorded } from "./verify-payouts.ts";
import { verifyRecord } from "./verify-record.ts";

/** The runner that wins when nobody has cast anything, so that a bet can be on it. */
const race = {
  phones: [
    { player: 1, secret: 1 },
    { player: 2, secret: 2 },
    { player: 3, secret: 3, isRevealed: false },
  ],
  inputs: [
    { player: 1, tick: 30, power: "boost", target: 2 },
    { player: 2, tick: 30, power: "boost", target: 2 },
  ],
} as const;

/** An official record with bets on every runner and one that was cancelled, three phones, two powers. */
const record = sampleRecord({
  ...race,
  bets: [1, 2, 3, 4, 5, 6, 1, 6].map((number, index) => ({
    player: 1 + (index % 3),
    selection: [number],
    stake: BigInt(60 + index),
    isCancelled: index === 6,
  })),
});

type Change = (record: RaceRecordV2) => void;

/** The step at which a changed record stops, and that it stops there. */
function failingStep(change: Change, from = record): string | undefined {
  const copy = structuredClone(from);
  change(copy);
  const steps = verifyRecord(copy, { settle });
  expect(steps.slice(0, -1).every(({ ok }) => ok)).to.equal(true);
  const last = steps.at(-1)!;
  return last.ok ? undefined : last.step;
}

const stepsOfV2 = [
  "schema",
  "card",
  "terms",
  "commitment",
  "seed chain",
  "bets",
  "entropy",
  "seed",
  "engine",
  "race",
  "powers",
  "pools",
  "payouts",
  "record",
];

/** A record as a void after its lock leaves it. */
function voidAfterLock(): RaceRecordV2 {
  return seal({
    ...record,
    status: "void",
    voidReason: "fog",
    bets: record.bets.map((bet) => ({
      ...bet,
      status: bet.status === "cancelled" ? "cancelled" : "refunded",
      payout: bet.stake,
    })),
    inputs: record.inputs.map((input) =>
      input.status === "captured" ? { ...input, status: "refunded" } : input,
    ),
    pools: record.pools.map((pool) => ({
      ...pool,
      ...{ gross: "0", takeout: "0", net: "0", paid: "0", breakage: "0", dividends: [] },
      refunds: String(BigInt(pool.gross) + BigInt(pool.refunds ?? "0")),
    })),
    voidsAfterLock: 1,
  });
}

describe("a record verifies", () => {
  it("in order, from the schema to its own hash", () => {
    const steps = verifyRecord(JSON.parse(JSON.stringify(record)), { settle });
    expect(steps.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(steps.map(({ step }) => step)).to.deep.equal(stepsOfV2);
  });

  it("without the rules of the tote up to its sums", () => {
    const names = verifyRecord(record).map(({ step }) => step);
    expect(names).to.deep.equal(stepsOfV2.filter((step) => step !== "payouts"));
  });

  it("of format 1 too", () => {
    const steps = verifyRecord(sampleRecordV1(), { settle });
    expect(steps.every(({ ok }) => ok)).to.equal(true);
    expect(steps.map(({ step }) => step).join()).to.equal(
      "schema,card,terms,commitment,engine,race,bets,pools,payouts",
    );
  });

  const detailOf = (of: RaceRecordV2, name: string) =>
    verifyRecord(of, { settle }).find(({ step }) => step === name)?.detail;

  it("and says how many phones answered, and what withholding was worth", () => {
    expect(detailOf(record, "entropy")).to.equal(
      "2 of 3 phones answered; the 1 that did not could have chosen among 2^1 draws",
    );
    expect(detailOf(sampleRecord({ phones: [] }), "entropy")).to.equal(
      "no phone answered: the server's word only",
    );
    expect(detailOf(sampleRecord({ phones: [{ player: 1, secret: 1 }] }), "entropy")).to.equal(
      "1 of 1 phones answered",
    );
  });

  it("when void after its lock, and says how it would have ended", () => {
    const of = voidAfterLock();
    expect(verifyRecord(of, { settle }).filter(({ ok }) => !ok)).to.deep.equal([]);
    const placings = record.order.map((tied) => tied.join("=")).join(" ");
    expect(detailOf(of, "race")).to.equal(
      `void after the lock; the order would have been ${placings}`,
    );
  });

  it("when void before its lock, with nothing drawn", () => {
    const { betsHead } = sampleRecord();
    const of = seal({
      ...voidAfterLock(),
      ...{ betsHead, bets: [], inputs: [], entropy: [], lock: null, offAt: null },
      ...{ raceSeed: null, revealedRoot: null, revealedCount: null },
      ...{ order: [], finishTimesMs: [], ticks: 0, voidsAfterLock: 0 },
      pools: record.pools.map(({ market }) => {
        return {
          market,
          gross: "0",
          takeout: "0",
          net: "0",
          paid: "0",
          breakage: "0",
          dividends: [],
        };
      }),
    });
    expect(verifyRecord(of, { settle }).filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(detailOf(of, "race")).to.equal("void before its lock: it was never run");
  });

  it("only if a void gave every stake back", () => {
    const change: Change = (it) => {
      it.bets[0]!.status = "lost";
      it.bets[0]!.payout = "0";
    };
    expect(failingStep(change, voidAfterLock())).to.equal("bets");
  });

  it("with a scratched runner, whose bets are in no pool", () => {
    const scratched = sampleRecord({
      ...race,
      scratched: [4],
      bets: [1, 2, 3, 5, 6].map((number) => ({ player: 1, selection: [number], stake: 10n })),
    });
    expect(failingStep(() => {}, scratched)).to.equal(undefined);
    expect(scratched.finishTimesMs[3]).to.equal(0);
    expect(failingStep((it) => it.scratched.pop(), scratched)).to.equal("race");
    expect(failingStep((it) => it.scratched.push(5), scratched)).to.equal("bets");
    for (const list of [[24], [7], [4, 4], [4, 2], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]]) {
      const change: Change = (it) => (it.scratched = list);
      expect(failingStep(change, scratched), list.join()).to.equal("card");
    }
  });
});

describe("a tampered record stops at", () => {
  const other = "00".repeat(32);
  const table: [string, string, Change][] = [
    ["schema", "a negative stake", ({ bets }) => (bets[0]!.stake = "-1")],
    ["schema", "segments that do not add up", ({ card }) => (card.track.distanceMm -= 1)],
    ["card", "a runner's stat", ({ card }) => (card.runners[0]!.stats.nerve = 1)],
    ["card", "a runner's name", ({ card }) => (card.runners[0]!.name = "Otro")],
    ["card", "the card's hash", (it) => (it.cardHash = other)],
    ["terms", "the takeout", ({ marketRules }) => (marketRules["takeoutBps"] = 500)],
    ["commitment", "the race's id", (it) => (it.raceId = 8)],
    ["commitment", "the seed", (it) => (it.serverSeed = other)],
    ["commitment", "the commitment", (it) => (it.commit = other)],
    ["commitment", "the engine's hash alone", (it) => (it.engineHash = other)],
    ["commitment", "the anchor", (it) => (it.seedAnchor = other)],
    ["commitment", "the seed's place", (it) => (it.seedIndex += 1)],
    ["bets", "the order of the bets", ({ bets }) => bets.reverse()],
    ["bets", "a bet left out", ({ bets }) => bets.shift()],
    ["bets", "the last bet left out", ({ bets }) => bets.pop()],
    [
      "bets",
      "a bet on a runner that is not in the field",
      ({ bets }) => (bets[0]!.selection = [24]),
    ],
    ["bets", "a bet moved to another runner", ({ bets }) => (bets[0]!.selection = [5])],
    ["bets", "a bet on another market", ({ bets }) => (bets[0]!.market = "place")],
    ["bets", "a bet on a market nobody knows", ({ bets }) => (bets[0]!.market = "daily")],
    ["bets", "a stake", ({ bets }) => (bets[0]!.stake = "61")],
    ["bets", "a salt", ({ bets }) => (bets[0]!.salt = other.slice(32))],
    ["bets", "a tag", ({ bets }) => (bets[0]!.tag = other.slice(32))],
    ["bets", "a price", ({ bets }) => (bets[0]!.price = 340)],
    ["bets", "a lost bet that was paid", ({ bets }) => (loser(bets).payout = "5")],
    ["bets", "a cancelled bet that gained", ({ bets }) => (bets[6]!.payout = "100")],
    ["bets", "a cancelled bet at another fee", ({ bets }) => (bets[6]!.payout = "61")],
    ["bets", "the head", (it) => (it.betsHead = other)],
    ["bets", "the head at the lock", ({ lock }) => (lock!.betsHead = other)],
    ["bets", "the root of the bets", ({ lock }) => (lock!.betsRoot = other)],
    ["bets", "the number of bets", ({ lock }) => (lock!.betCount += 1)],
    ["bets", "the root of the cancelled bets", ({ lock }) => (lock!.cancelsRoot = other)],
    ["bets", "a bet cancelled after the lock", ({ bets }) => cancel(loser(bets))],
    ["bets", "a winner cancelled after the lock", ({ bets }) => cancel(winner(bets))],
    ["seed chain", "a chain too short for its seed", (it) => (it.seedChainLength = 3)],
    ["entropy", "a phone's hash", ({ entropy }) => (entropy[0]!.hash = other)],
    [
      "entropy",
      "a phone's tag",
      ({ entropy }) => (entropy[1]!.tag = `${entropy[1]!.tag.slice(1)}0`),
    ],
    ["entropy", "a phone's secret", (it) => (revealed(it).secret = sampleSecret(9))],
    ["entropy", "a secret withheld", (it) => (revealed(it).secret = null)],
    ["entropy", "a phone left out", ({ entropy }) => entropy.pop()],
    ["entropy", "two phones exchanged", ({ entropy }) => entropy.reverse()],
    ["entropy", "the root of the phones", ({ lock }) => (lock!.entropyRoot = other)],
    ["entropy", "the number of phones", ({ lock }) => (lock!.phoneCount += 1)],
    ["entropy", "the root of the reveals", (it) => (it.revealedRoot = other)],
    ["entropy", "the number of reveals", (it) => (it.revealedCount = 3)],
    ["seed", "the race's seed", (it) => (it.raceSeed = other)],
    ["race", "a finish time", ({ finishTimesMs }) => (finishTimesMs[2]! -= 1)],
    ["race", "a missing finish time", ({ finishTimesMs }) => finishTimesMs.pop()],
    ["race", "two places swapped", ({ order }) => order.reverse()],
    ["race", "the number of ticks", (it) => (it.ticks += 1)],
    ["race", "a power left out", (it) => it.inputs.splice(0, it.inputs.length)],
    ["powers", "a power that cost less", ({ inputs }) => (inputs[0]!.cost = "1")],
    ["powers", "a power that was given back", ({ inputs }) => (inputs[0]!.status = "released")],
    ["powers", "a reason", ({ inputs }) => (inputs[0]!.reason = "capped")],
    ["bets", "a bet uncancelled", ({ bets }) => (bets[6]!.status = "won")],
    ["pools", "a payout", ({ bets }) => (winner(bets).payout += "0")],
    ["pools", "the gross", ({ pools }) => (pools[0]!.gross += "0")],
    ["pools", "the takeout of a pool", ({ pools }) => (pools[0]!.takeout = "1")],
    ["pools", "the net", ({ pools }) => (pools[0]!.net += "0")],
    ["pools", "what was paid", ({ pools }) => (pools[0]!.paid += "0")],
    ["pools", "the breakage", ({ pools }) => (pools[0]!.breakage = "-1")],
    ["pools", "refunds", ({ pools }) => (pools[0]!.refunds = "1")],
    ["pools", "a pool twice", ({ pools }) => pools.push({ ...pools[0]! })],
    ["pools", "a pool left out", ({ pools }) => pools.pop()],
    ["payouts", "a winner turned loser", ({ bets }) => exchange(bets)],
    ["payouts", "a dividend", ({ pools }) => (pools[0]!.dividends[0]!.perUnit = "2.4000")],
    ["record", "the lobby", (it) => (it.lobby = "GHJK")],
    ["record", "the number of the race", (it) => (it.raceNumber = 4)],
    ["record", "the time of the off", (it) => (it.offAt = 1)],
    ["record", "the time of the end", (it) => (it.officialAt += 1)],
    ["record", "the record before", (it) => (it.previousRecordHash = null)],
    ["record", "the count of voids", (it) => (it.voidsAfterLock = 1)],
    ["record", "more voids than races", (it) => (it.voidsAfterLock = 4)],
    ["record", "the length of the chain of seeds", (it) => (it.seedChainLength += 1)],
    ["record", "the caster of a power", ({ inputs }) => (inputs[0]!.player = other.slice(32))],
    ["record", "its own hash", (it) => (it.hash = other)],
  ];
  for (const [step, what, change] of table) {
    it(`${step}: ${what}`, () => {
      expect(failingStep(change)).to.equal(step);
    });
  }

  const revealed = ({ entropy }: RaceRecordV2) => entropy.find(({ secret }) => secret !== null)!;
  const winner = (bets: RaceRecordV2["bets"]) => bets.find(({ status }) => status === "won")!;
  const loser = (bets: RaceRecordV2["bets"]) => bets.find(({ status }) => status === "lost")!;

  function cancel(bet: RaceRecordV2["bets"][number]): void {
    const fee = (BigInt(bet.stake) * 500n + 9_999n) / 10_000n;
    Object.assign(bet, { status: "cancelled", payout: String(BigInt(bet.stake) - fee) });
  }

  function exchange(bets: RaceRecordV2["bets"]): void {
    const [won, lost] = [winner(bets), loser(bets)];
    [won.status, lost.status] = ["lost", "won"];
    [won.payout, lost.payout] = [lost.payout, won.payout];
  }

  const old: [string, string, (record: RaceRecordV1) => void][] = [
    ["commitment", "the seed", (it) => (it.serverSeed = other)],
    ["race", "a power", (it) => it.inputs.push({ ...boost })],
    ["race", "two places swapped", ({ order }) => order.reverse()],
    ["race", "a finish time", ({ finishTimesMs }) => (finishTimesMs[2]! -= 1)],
    ["bets", "a bet without a stake", ({ bets }) => bets.push({ ...lost, stake: "0" })],
    ["pools", "a bet without a pool", ({ bets }) => bets.push({ ...lost })],
  ];
  for (const [step, what, change] of old) {
    it(`${step} in format 1: ${what}`, () => {
      const copy = structuredClone(sampleRecordV1());
      change(copy);
      expect(verifyRecord(copy, { settle }).at(-1)).to.include({ step, ok: false });
    });
  }
  const boost = { tick: 9, seq: 1, player: "p1", power: "boost", target: 1 };
  const lost = {
    ...{ serial: 1, tag: "p1", market: "win", selection: [1], stake: "10" },
    ...{ status: "lost" as const, payout: "0" },
  };

  it("commitment, even if the terms' hash is made to fit", () => {
    const change: Change = (it) => {
      it.marketRules["takeoutBps"] = 500;
      it.marketRulesHash = hashCanonical(it.marketRules);
    };
    expect(failingStep(change)).to.equal("commitment");
  });

  it("payouts, if the rules of the tote refuse its bets", () => {
    const refusing: SettleRecorded = () => {
      throw new RangeError("no such selection");
    };
    expect(verifyRecord(record, { settle: refusing }).at(-1)).to.deep.equal({
      step: "payouts",
      ok: false,
      detail: "the win pool: can't be settled: no such selection",
    });
  });

  it("schema, whatever else it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const steps = verifyRecord(anything, { settle });
        expect(steps).to.have.length(1);
        expect(steps[0]).to.include({ step: "schema", ok: false });
      }),
    );
  });
});
