import { expect } from "chai";
import type { RaceReceipts } from "./receipts.ts";
import type { RaceRecord, RaceRecordV2 } from "./record.ts";
import {
  type SampleRace,
  sampleReceipts,
  sampleRecord,
  sampleRecordV1,
  sampleSecret,
  seal,
  sampleSettle as settle,
} from "./record-samples.ts";
import { verifyRecord } from "./verify-record.ts";

/**
 * The server plays against its phones: it has run an honest race, does not like the draw, and tells
 * another story. Each story is as consistent as it can be made: every hash is made to fit.
 */
const first = { player: 1, selection: [1], stake: 50n };
const second = { player: 2, selection: [2], stake: 70n };
const own = { player: 9, selection: [3], stake: 10n };
const anas = { player: 1, secret: 1 };
const brunos = { player: 2, secret: 2 };
const boost = { tick: 30, power: "boost", target: 2 } as const;
const night = { bets: [first, second, own], phones: [anas, brunos] } satisfies SampleRace;

const honest = sampleRecord(night);
const ana = sampleReceipts(honest, { player: 1, secret: 1 });
const bruno = sampleReceipts(honest, { player: 2, secret: 2 });
const watcher = sampleReceipts(honest, { player: 5 });

/** The first fault of a story, alone or beside what a phone kept. */
function faultOf(story: RaceRecord, mine?: RaceReceipts): string | undefined {
  const fault = verifyRecord(story, { settle, mine }).find(({ ok }) => !ok);
  return fault && `${fault.step}: ${fault.detail}`;
}

describe("an honest server", () => {
  it("stands before every phone", () => {
    for (const mine of [undefined, ana, bruno, watcher]) {
      expect(faultOf(honest, mine)).to.equal(undefined);
    }
  });

  it("stands before a phone that came late or saw nothing", () => {
    const { raceId } = honest;
    expect(faultOf(honest, { raceId, bets: [] })).to.equal(undefined);
    const late = { secret: sampleSecret(8), isAnswered: false, isSent: false, isRevealed: false };
    expect(faultOf(honest, { raceId, entropy: late, bets: [] })).to.equal(undefined);
  });
});

describe("a cheating server whose story fits in itself is shown", () => {
  const tell = (changes: SampleRace) => sampleRecord({ ...night, ...changes });

  const table: [what: string, story: RaceRecordV2, by: string, said: RegExp][] = [
    ["another chain of seeds", tell({ chain: 98 }), "watcher", /the commitment was/],
    ["another seed of the chain", tell({ seedIndex: 13 }), "watcher", /the commitment was/],
    ["another field", tell({ cardName: "better" }), "watcher", /the commitment was/],
    [
      "other terms",
      tell({ marketRules: { ...honest.marketRules, takeoutBps: 1 } }),
      "watcher",
      /the commitment was/,
    ],
    ["its own last bet dropped", tell({ bets: [first, second] }), "watcher", /head of the chain/],
    [
      "one more bet of its own",
      tell({ bets: [...night.bets, own] }),
      "watcher",
      /head of the chain of bets was/,
    ],
    ["two bets exchanged", tell({ bets: [second, first, own] }), "watcher", /head of the chain/],
    [
      "another salt in its own bet",
      tell({ bets: [first, second, { ...own, salt: 77 }] }),
      "watcher",
      /head of the chain/,
    ],
    ["a phone dropped that answered", tell({ phones: [brunos] }), "watcher", /root of the phones/],
    [
      "a phone of its own put in at the lock",
      tell({ phones: [...night.phones, { player: 9, secret: 9 }] }),
      "watcher",
      /root of the phones/,
    ],
    [
      "another secret and its hash",
      tell({ phones: [{ player: 1, secret: 6 }, brunos] }),
      "watcher",
      /root of the phones/,
    ],
    [
      "a reveal that never came, it says",
      tell({ phones: [{ player: 1, secret: 1, isRevealed: false }, brunos] }),
      "ana",
      /this phone revealed its secret in time/,
    ],
    ["a runner scratched afterwards", tell({ scratched: [4] }), "watcher", /scratched runners/],
  ];
  const powered = { ...night, inputs: [{ ...boost, player: 1 }] };
  const stories: [what: string, of: SampleRace, story: SampleRace, said: RegExp][] = [
    [
      "a bet that won cancelled after the race",
      night,
      { ...night, bets: night.bets.map((bet) => ({ ...bet, isCancelled: bet.player === 1 })) },
      /root of the cancelled bets/,
    ],
    [
      "a power made up that nobody heard of",
      night,
      { ...night, inputs: [{ ...boost, player: 9 }] },
      /a boost on runner 2 at tick 30 was told to nobody/,
    ],
    [
      "a power left out that everybody heard of",
      powered,
      night,
      /a boost on runner 2 at tick 30 is missing/,
    ],
    [
      "a power at another tick",
      powered,
      { ...night, inputs: [{ ...boost, player: 1, tick: 31 }] },
      /a boost on runner 2 at tick 30 is missing/,
    ],
  ];
  for (const [what, of, story, said] of stories) {
    it(`by what any phone that watched kept: ${what}`, () => {
      expect(faultOf(sampleRecord(story))).to.equal(undefined);
      const kept = sampleReceipts(sampleRecord(of), { player: 5 });
      expect(faultOf(sampleRecord(of), kept)).to.equal(undefined);
      expect(faultOf(sampleRecord(story), kept)).to.match(said);
    });
  }

  it("by whoever cast a power that is another's now, or asked for no cancellation", () => {
    const caster = sampleReceipts(sampleRecord(powered), { player: 1 });
    const others = sampleRecord({ ...night, inputs: [{ ...boost, player: 2 }] });
    expect(faultOf(others, caster)).to.equal(
      "receipts: my boost on runner 2 at tick 30 is another's",
    );
    const { lock: _, ...unlocked } = ana;
    const cancelled = night.bets.map((bet) => ({ ...bet, isCancelled: bet.player === 1 }));
    const taken = sampleRecord({ ...night, bets: cancelled });
    expect(faultOf(taken, unlocked)).to.equal(
      "receipts: my bet 1 was cancelled, this phone never asked for it",
    );
    const asked = { ...unlocked, bets: unlocked.bets.map((bet) => ({ ...bet, cancel: "asked" })) };
    expect(faultOf(taken, asked as RaceReceipts)).to.equal(undefined);
    const { lock: __, ...done } = sampleReceipts(taken, { player: 1, secret: 1 });
    expect(faultOf(taken, done)).to.equal(undefined);
    expect(faultOf(honest, done)).to.equal(
      "receipts: my bet 1 was cancelled, the record says that it stood",
    );
  });

  it("by a phone that lost the line for a moment only where a power is missing", () => {
    const { sawAllCasts: _, ...kept } = sampleReceipts(sampleRecord(night), { player: 5 });
    expect(faultOf(sampleRecord(powered), kept)).to.equal(undefined);
  });

  it("when it serves a race of this fairness as one of the fairness before", () => {
    const old = { ...sampleRecordV1(), raceId: honest.raceId };
    expect(faultOf(old)).to.equal(undefined);
    expect(faultOf(old, ana)).to.match(/^receipts: the commitment was/);
    const { commit: _, ...late } = ana;
    expect(faultOf(old, late)).to.match(/^receipts: this phone kept an anchor of the seeds/);
    const { raceId, lock, entropy, bets } = ana;
    for (const kept of [{ lock, bets: [] }, { entropy, bets: [] }, { bets }]) {
      expect(faultOf(old, { raceId, ...kept })).to.match(/a race of format 1 has none$/);
    }
    expect(faultOf(old, { raceId, commit: old.commit, bets: [] })).to.equal(undefined);
    expect(faultOf(old, { raceId: 8, bets: [] })).to.match(/^receipts: kept of race 8/);
  });

  const keepers: Record<string, RaceReceipts> = { ana, bruno, watcher };
  for (const [what, story, by, said] of table) {
    it(`by what ${by === "ana" ? "the phone itself" : "any phone that watched"} kept: ${what}`, () => {
      expect(faultOf(story)).to.equal(undefined);
      expect(story.hash).not.to.equal(honest.hash);
      const fault = faultOf(story, keepers[by]);
      expect(fault).to.match(/^receipts:/);
      expect(fault).to.match(said);
    });
  }

  it("by the phone alone that was not there at the lock, where its own part is concerned", () => {
    const { lock: _, ...without } = ana;
    const left = sampleRecord({ ...night, phones: [brunos] });
    expect(faultOf(left, without)).to.equal(
      "receipts: this phone answered and was left out of the draw",
    );
    const dropped = sampleRecord({ ...night, bets: [second, own] });
    expect(faultOf(dropped, without)).to.match(/^receipts: my bet 1 is not as it was accepted/);
    const gone = sampleRecord({ ...night, bets: [] });
    expect(faultOf(gone, without)).to.equal("receipts: my bet 1 is missing");
    const { lock: __, ...unlocked } = bruno;
    const before = sampleRecord({ ...night, bets: [{ ...first, salt: 78 }, second, own] });
    expect(faultOf(before, unlocked)).to.equal(
      "receipts: the bets before my bet 2 are not the ones that were accepted",
    );
  });

  it("when it says that betting was never locked", () => {
    const story = seal({
      ...honest,
      ...{ status: "void", voidReason: "fog", lock: null, entropy: [], inputs: [], offAt: null },
      ...{ raceSeed: null, revealedRoot: null, revealedCount: null },
      ...{ order: [], finishTimesMs: [], ticks: 0 },
      bets: honest.bets.map((bet) => ({ ...bet, status: "refunded", payout: bet.stake })),
      pools: honest.pools.map(({ market }) => {
        const none = { gross: "0", takeout: "0", net: "0", paid: "0", breakage: "0" };
        return { market, ...none, refunds: "130", dividends: [] };
      }),
    });
    expect(faultOf(story)).to.equal(undefined);
    expect(faultOf(story, watcher)).to.equal(
      "receipts: betting was locked, the record says it never was",
    );
  });
});

describe("a cheating server can't even tell a story that fits", () => {
  const otherSecret = sampleSecret(6);
  const table: [what: string, step: string, story: RaceRecordV2][] = [
    [
      "of another reveal under the same hash",
      "entropy",
      {
        ...honest,
        entropy: honest.entropy.map((phone) => ({ ...phone, secret: otherSecret })),
      },
    ],
    ["of another seed for the same draw", "seed", { ...honest, raceSeed: "00".repeat(32) }],
    ["of another engine", "commitment", { ...honest, engineHash: "00".repeat(32) }],
    ["of another order", "race", { ...honest, order: honest.order.toReversed() }],
    [
      "of a void that hides how it would have ended",
      "race",
      {
        ...honest,
        ...{ status: "void", voidReason: "fog", order: [], finishTimesMs: [], ticks: 0 },
        bets: honest.bets.map((bet) => ({ ...bet, status: "refunded", payout: bet.stake })),
      },
    ],
    [
      "of another s_k with the same anchor",
      "commitment",
      { ...honest, serverSeed: sampleRecord({ seedIndex: 13 }).serverSeed, seedIndex: 13 },
    ],
  ];
  for (const [what, step, story] of table) {
    it(what, () => {
      expect(faultOf(seal(story))).to.match(new RegExp(`^${step}:`));
    });
  }

  it("of an engine that nobody has, though all else is made to fit", () => {
    const engineHash = "ee".repeat(32);
    const story = sampleRecord({ ...night, engineHash });
    expect(faultOf(story)).to.match(/^engine: run by engine ee/);
    expect(faultOf(story, ana)).to.match(/^receipts: the commitment was/);
    expect(faultOf(sampleRecord({ ...night, engineHash, chain: 55 }), ana)).to.match(/^receipts:/);
  });

  it("of a bet at fixed odds that a scratch gave back or did not", () => {
    const marketRules = { ...honest.marketRules, fixedPrices: [500, 600, 700, 800, 900, 1_000] };
    const bets = [1, 2, 3].map((number) => ({ player: number, selection: [number], stake: 70n }));
    const scratched = sampleRecord({ bets, marketRules, scratched: [6] });
    expect(scratched.bets.map(({ status }) => status)).to.deep.equal(bets.map(() => "refunded"));
    expect(faultOf(scratched)).to.equal(undefined);
    const [first_, ...rest] = scratched.bets;
    for (const end of [
      { status: "won", payout: "350" },
      { status: "lost", payout: "0" },
    ] as const) {
      const story = seal({ ...scratched, bets: [{ ...first_!, ...end }, ...rest] });
      expect(faultOf(story)).to.equal(
        "bets: bet 1 is at fixed odds of before a scratch and did not go back",
      );
    }
  });
});

describe("a server that takes a secret and never answers", () => {
  it("is not convicted by it, but told of to its phone", () => {
    const story = sampleRecord({
      ...night,
      phones: [{ player: 1, secret: 1, isRevealed: false }, brunos],
    });
    const unheard = { ...ana, entropy: { ...ana.entropy!, isRevealed: false } };
    const { lock, ...kept } = { ...unheard, lock: ana.lock! };
    const steps = verifyRecord(story, { settle, mine: { ...kept, lock } });
    expect(steps.every(({ ok }) => ok)).to.equal(true);
    expect(steps.find(({ step }) => step === "receipts")?.detail).to.match(
      /this phone sent its secret and got no answer, the record says that it was withheld$/,
    );
  });
});

describe("a server that picks its last bet before the lock", () => {
  it("draws blindly: without the secret of one honest phone every draw is open", () => {
    const wins = (salt: number, secret: number) => {
      const bets = [...night.bets, { player: 9, selection: [3], stake: 10n, salt }];
      return sampleRecord({ ...night, bets, phones: [{ player: 1, secret }] }).order[0]?.[0];
    };
    for (const salt of [101, 102, 103, 104]) {
      const winners = Array.from({ length: 24 }, (_, secret) => wins(salt, secret));
      expect(new Set(winners).size).to.be.at.least(3);
    }
  });
});
