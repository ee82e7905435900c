import fc from "fast-check";
import { powerNames } from "#common/race/powers.ts";
import { marketNames } from "#common/tote/market.ts";
import { BETTING_ENDS_AT, FIELD_SIZE, MODEL_NOW } from "./money-orders.ts";

/** Players there may be; the last ones join late or never. */
const PLAYERS = 4;

const often = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
const player = fc.nat(PLAYERS - 1);
const at = fc.oneof(
  { weight: 14, arbitrary: fc.constant(MODEL_NOW) },
  fc.constantFrom(
    BETTING_ENDS_AT - 10_000,
    BETTING_ENDS_AT - 9_999,
    BETTING_ENDS_AT,
    BETTING_ENDS_AT + 1,
  ),
);
/** `usual` is the last race of the lobby, `earlier` the one before. */
const race = fc.oneof(
  { weight: 30, arbitrary: fc.constant("last" as const) },
  fc.constantFrom("earlier" as const, "foreign" as const, "none" as const),
);
const runnerNumbers = Array.from({ length: FIELD_SIZE }, (_, index) => index + 1);

const size: Record<string, number> = { exacta: 2, quinella: 2, trifecta: 3 };

/** Mostly as many runners as the market takes, mostly of the field. */
const selectionOf = (market: string) =>
  fc
    .record({
      runners: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.shuffledSubarray(runnerNumbers, { minLength: 3, maxLength: 3 }),
        },
        fc.shuffledSubarray([...runnerNumbers, 9], { minLength: 3, maxLength: 3 }),
      ),
      count: often(size[market] ?? 1, 1, 2, 3),
      repeats: fc.oneof({ weight: 30, arbitrary: fc.constant(false) }, fc.constant(true)),
    })
    .map(({ runners, count, repeats }) =>
      runners.map((runner) => (repeats ? 1 : runner)).slice(0, count),
    );

const bet = fc
  .oneof(
    { weight: 8, arbitrary: fc.constant("win") },
    { weight: 14, arbitrary: fc.constantFrom<string>(...marketNames) },
    { weight: 1, arbitrary: fc.constant("superfecta") },
  )
  .chain((market) =>
    fc.record({
      player,
      race,
      market: fc.constant(market),
      selection: selectionOf(market),
      stake: fc.oneof(
        { weight: 14, arbitrary: fc.bigInt({ min: 10n, max: 150n }) },
        fc.constantFrom(0n, 9n, 200n, 201n, 999_999_999_999_999_999n),
      ),
      at,
    }),
  );
export type DrawnBet = typeof bet extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** One that nothing speaks against while its player has the chips. */
const soundBet: fc.Arbitrary<DrawnBet> = fc.record({
  player,
  race: fc.constant("last"),
  market: fc.constantFrom("win", "place", "show"),
  selection: fc.constantFrom(...runnerNumbers).map((runner) => [runner]),
  stake: fc.bigInt({ min: 10n, max: 90n }),
  at: fc.constant(MODEL_NOW),
});

const terms = fc.record({
  takeoutBps: fc.constantFrom(0, 500, 1_750),
  hasBreakUnit: fc.boolean(),
  odds: fc.constantFrom<"tote" | "fixed" | "limited">("tote", "tote", "fixed", "limited"),
  hasPowers: often(true, false),
});
export type DrawnTerms = typeof terms extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** An order of the test's choice with its dead heats; absent: that of the simulated race. */
const finish = fc.option(
  fc.record({
    order: fc.shuffledSubarray(runnerNumbers, { minLength: FIELD_SIZE }),
    ties: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  }),
  { nil: undefined },
);
export type DrawnFinish = typeof finish extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** What leads a race on, whatever it stands at: opened, locked, run, settled, and the next brought. */
const advance = fc.record({
  kind: fc.constant("advance" as const),
  cardSeed: fc.nat(999),
  terms,
  finish,
});

/** Finds one of the things there are by then, or one past them. */
const share = fc.nat(999);

/** Takes a bet back: whose, and which of those there are. */
const cancellation = fc.record({ owner: often<number | "own">("own", 0, 1, 2), share, race, at });

const cast = fc.record({
  player,
  race,
  power: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom<string>(...powerNames) },
    fc.constant("storm"),
  ),
  target: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...runnerNumbers) },
    fc.constant(FIELD_SIZE + 1),
  ),
  /** Ticks after the cast before. */
  later: fc.oneof({ weight: 3, arbitrary: fc.nat(60) }, fc.nat(500)),
  running: often<"here" | "nowhere" | "past" | "passing" | "elsewhere">(
    "here",
    "nowhere",
    "past",
    "passing",
    "elsewhere",
  ),
});

/** What is drawn of a step. */
const steps = {
  bets: fc.record({
    kind: fc.constant("bets" as const),
    bets: fc.array(bet, { minLength: 1, maxLength: 7 }),
    /** Whether the last one is sent twice. */
    isRepeated: often(false, true),
    /** Taken back right behind. */
    cancels: fc.array(cancellation, { maxLength: 2 }),
    isUntimely: often(false, true),
  }),
  cancels: fc.record({
    kind: fc.constant("cancels" as const),
    cancels: fc.array(cancellation, { minLength: 1, maxLength: 3 }),
    isUntimely: often(false, true),
  }),
  casts: fc.record({
    kind: fc.constant("casts" as const),
    casts: fc.array(cast, { minLength: 1, maxLength: 4 }),
    isUntimely: often(false, true),
  }),
  offer: fc.record({
    kind: fc.constant("offer" as const),
    /** The richest by races, as who else could lend. */
    lender: often<number | "winner">("winner", 0, 1, 2),
    /** How many places behind the lender; too many for nobody. */
    borrower: fc.oneof({ weight: 9, arbitrary: fc.nat(1) }, fc.nat(PLAYERS)),
    amount: fc.oneof(
      { weight: 12, arbitrary: fc.bigInt({ min: 1n, max: 120n }) },
      fc.constantFrom(0n, 300n, 301n),
    ),
    feePercent: fc.nat(20),
    races: fc.integer({ min: 1, max: 2 }),
  }),
  accept: fc.record({
    kind: fc.constant("accept" as const),
    by: often<number | "own">("own", 0, 1, 2),
    share,
  }),
  repay: fc.record({
    kind: fc.constant("repay" as const),
    by: often<number | "own">("own", 0, 1, 2),
    share,
    amount: fc.oneof(
      { weight: 4, arbitrary: fc.bigInt({ min: 1n, max: 90n }) },
      { weight: 2, arbitrary: fc.constant("all" as const) },
      fc.constantFrom(0n, 9_999n),
    ),
  }),
  end: fc.record({
    kind: fc.constant("end" as const),
    by: often<number | "own">("own", 0, 1, 2),
    share,
    as: fc.constantFrom<"declined" | "withdrawn">("declined", "withdrawn"),
  }),
  retries: fc.record({
    kind: fc.constant("retries" as const),
    retries: fc.array(fc.record({ share, isOther: fc.nat(3).map((drawn) => drawn === 0) }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  join: fc.record({
    kind: fc.constant("join" as const),
    player,
    grant: fc.constantFrom(1_000n, 400n, 55n),
  }),
  topUp: fc.record({ kind: fc.constant("topUp" as const), day: fc.nat(1) }),
  scratch: fc.record({
    kind: fc.constant("scratch" as const),
    runners: fc.oneof(
      { weight: 5, arbitrary: fc.shuffledSubarray(runnerNumbers, { minLength: 1, maxLength: 1 }) },
      fc.shuffledSubarray(runnerNumbers, { minLength: 3, maxLength: 6 }),
    ),
  }),
  pause: fc.record({
    kind: fc.constant("pause" as const),
    leftMs: fc.constantFrom(null, 9_999, 10_000),
  }),
  house: fc.record({
    kind: fc.constant("house" as const),
    act: fc.constantFrom<"stopPowers" | "resolve" | "void" | "expire" | "again">(
      "stopPowers",
      "stopPowers",
      "resolve",
      "resolve",
      "void",
      "void",
      "expire",
      "expire",
      "again",
    ),
  }),
  /** A race from where it stands to its end, on which all have bet and some have cast. */
  round: fc.record({
    kind: fc.constant("round" as const),
    advance,
    bets: fc.array(soundBet, { minLength: PLAYERS, maxLength: 2 * PLAYERS }),
    /** Each is decided before the next. */
    casts: fc.array(cast, { maxLength: 4 }),
    isVoid: fc.nat(4).map((drawn) => drawn === 0),
  }),
  advance,
};

type Drawn<Steps> = Steps[keyof Steps] extends fc.Arbitrary<infer Step> ? Step : never;
/** One step of a programme as it is drawn, before it is known what there is to act upon. */
export type DrawnStep = Drawn<{ [Name in keyof typeof steps]: (typeof steps)[Name] }>;

/** Steps of a night that has begun. */
export const anyStep: fc.Arbitrary<DrawnStep> = fc.oneof(
  { weight: 12, arbitrary: steps.bets },
  { weight: 6, arbitrary: steps.cancels },
  { weight: 14, arbitrary: steps.casts },
  { weight: 9, arbitrary: advance },
  { weight: 6, arbitrary: steps.round },
  { weight: 7, arbitrary: steps.offer },
  { weight: 8, arbitrary: steps.accept },
  { weight: 5, arbitrary: steps.repay },
  { weight: 2, arbitrary: steps.end },
  { weight: 5, arbitrary: steps.retries },
  { weight: 1, arbitrary: steps.join },
  { weight: 2, arbitrary: steps.topUp },
  { weight: 2, arbitrary: steps.scratch },
  { weight: 4, arbitrary: steps.pause },
  { weight: 6, arbitrary: steps.house },
);

/** A race on which all have bet, from the lobby to official: what favors need three of. */
export const wholeRace: fc.Arbitrary<DrawnStep[]> = fc
  .record({
    bets: fc.array(soundBet, { minLength: 2 * PLAYERS, maxLength: 2 * PLAYERS }),
    advances: fc.array(advance, { minLength: 5, maxLength: 5 }),
    takeoutBps: fc.constantFrom(0, 1_750),
    hasBreakUnit: fc.boolean(),
  })
  .map(({ bets, advances: [bring, open, lock, run, settle], ...pools }) => {
    const own = bets.map((one, index) => ({ ...one, player: index }));
    if (bring !== undefined) bring.terms = { ...pools, odds: "tote", hasPowers: true };
    const all: DrawnStep = {
      kind: "bets",
      bets: own,
      isRepeated: false,
      cancels: [],
      isUntimely: false,
    };
    return [bring, open, all, lock, run, settle].filter((step) => step !== undefined);
  });
