import { expect } from "chai";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { dropExpiredReplies } from "#server/ledger/idempotency.ts";
import {
  BetModel,
  everyMarket,
  type ModelAnswer,
  type ModelIntent,
} from "#server/testing/bet-model.ts";
import { type BetSide, type BetWay, openBetSide } from "#server/testing/bet-side.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { cancelBet } from "./cancel-bet.ts";
import { cancelBets } from "./cancel-bets.ts";
import { placeBet } from "./place-bet.ts";
import { placeBets } from "./place-bets.ts";
import { refundMoney } from "./refund-money.ts";
import { refundMoneyPlain } from "./refund-money-plain.ts";
import { refundRace } from "./refund-race.ts";
import { scratchMoney } from "./scratch-money.ts";
import { scratchMoneyPlain } from "./scratch-money-plain.ts";
import { scratchRunner } from "./scratch-runner.ts";
import { storePhase } from "./store-phase.ts";

const NOW = 1_800_000_000_000;
const ENDS_AT = NOW + 60_000;
const BALANCES = [1_000n, 400n, 55n];
const RUNNERS = 8;
const terms = {
  markets: everyMarket,
  stakeMin: "10",
  stakeMax: "200",
  stakeMaxPerRace: "500",
};
const fixedPrices = [150, 210, 340, 500, 725, 1_200, 2_500, 9_900];

const size: Record<string, number> = { exacta: 2, quinella: 2, trifecta: 3 };
const at = fc.oneof(
  { weight: 12, arbitrary: fc.constant(NOW) },
  fc.constantFrom(NOW + 50_000, NOW + 50_001, ENDS_AT, ENDS_AT + 1),
);
const player = fc.nat(BALANCES.length - 1);
const often = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));

/** Mostly as many runners as the market takes, mostly of the field. */
const selectionOf = (market: string) =>
  fc
    .record({
      runners: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 3, maxLength: 3 }),
      count: often(size[market] ?? 1, 1, 2, 3),
      repeats: often(false, true),
    })
    .map(({ runners, count, repeats }) =>
      runners.map((runner) => (repeats ? 1 : runner)).slice(0, count),
    );

const bet: fc.Arbitrary<ModelIntent> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constant("win") },
    { weight: 8, arbitrary: fc.constantFrom(...everyMarket) },
    { weight: 1, arbitrary: fc.constant("superfecta") },
  )
  .chain((market) =>
    fc.record({
      player,
      key: fc.nat(200).map((number) => `key ${number}`),
      race: often<ModelIntent["race"]>("own", "foreign", "none"),
      market: fc.constant(market),
      selection: selectionOf(market),
      stake: fc.oneof(
        { weight: 12, arbitrary: fc.bigInt({ min: 10n, max: 150n }) },
        fc.constantFrom(0n, 9n, 200n, 201n, 999_999_999_999_999_999n),
      ),
      at,
    }),
  );

/** `owner`: whose bet it is; `share` finds one of the bets there are by then, or one past them. */
const cancellation = fc.record({
  owner: often<number | "own">("own", 0, 1, 2),
  share: fc.nat(),
  at,
});

type Step =
  | { kind: "bets"; bets: ModelIntent[] }
  | { kind: "retries"; shares: number[] }
  | { kind: "cancels"; cancels: { owner: number | "own"; share: number; at: number }[] }
  | { kind: "scratch"; number: number }
  | { kind: "pause"; leftMs: number | null }
  | { kind: "lock" | "void" | "expire" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("bets" as const),
      bets: fc.array(bet, { minLength: 1, maxLength: 10 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("retries" as const),
      shares: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("cancels" as const),
      cancels: fc.array(cancellation, { minLength: 1, maxLength: 5 }),
    }),
  },
  fc.record({
    kind: fc.constant("scratch" as const),
    number: fc.integer({ min: 1, max: RUNNERS }),
  }),
  fc.record({
    kind: fc.constant("pause" as const),
    leftMs: fc.constantFrom(null, 9_999, 10_000),
  }),
  fc.record({
    kind: often<"lock" | "void" | "expire">("expire", "lock", "void"),
  }),
);

describe("bets by the plain path, by the fast one and by the rules", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
  });
  after(() => database.drop());

  async function oneByOne<Intent, Answer>(
    intents: readonly Intent[],
    act: (source: DataSource, intent: Intent) => Promise<Answer>,
  ): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const intent of intents) answers.push(await act(dataSource, intent));
    return answers;
  }
  const plain: BetWay = {
    place: (intents) => oneByOne(intents, placeBet),
    cancel: (intents) => oneByOne(intents, cancelBet),
  };
  const fast: BetWay = {
    place: (intents) => placeBets(dataSource, intents),
    cancel: (intents) => cancelBets(dataSource, intents),
  };

  /** Takes the step on a side; `isFast` by the functions of the database, also where the race ends. */
  async function take(side: BetSide, step: PlainStep, isFast: boolean) {
    const { race } = side.book;
    switch (step.kind) {
      case "bets":
        return side.place(step.bets);
      case "cancels":
        return side.cancel(step.cancels);
      case "scratch":
        await scratchRunner(dataSource, {
          race,
          number: step.number,
          changes: {},
          scratch: isFast ? scratchMoney : scratchMoneyPlain,
        });
        return [];
      case "pause":
        await storePhase(dataSource, { race, changes: pauseChanges(step.leftMs) });
        return [];
      case "lock":
        await storePhase(dataSource, { race, changes: { status: "racing" } });
        return [];
      case "void":
        await refundRace(dataSource, {
          race,
          reason: "rain",
          at: NOW,
          changes: {},
          refund: isFast ? refundMoney : refundMoneyPlain,
        });
        return [];
      case "expire":
        await dropExpiredReplies(dataSource, new Date(Date.now() + 1_000_000));
        return [];
    }
  }

  async function moneyOf({ playerIds, book }: BetSide) {
    const wallets: { total: string; locked: string; version: number }[] = await dataSource.query(
      `SELECT balance_total AS total, balance_locked AS locked, version FROM wallets
       WHERE player_id = ANY ($1) ORDER BY array_position($1, player_id)`,
      [playerIds],
    );
    const held: { balance: string }[] = await dataSource.query(
      "SELECT balance FROM accounts WHERE name = $1",
      [`liability:${book.race.raceId}`],
    );
    return {
      wallets: wallets.map(({ total, locked, version }) => ({
        total: BigInt(total),
        locked: BigInt(locked),
        version,
      })),
      liability: BigInt(held[0]?.balance ?? "0"),
    };
  }

  async function houseBalance(): Promise<bigint> {
    const rows: { balance: string }[] = await dataSource.query(
      "SELECT balance FROM accounts WHERE name = 'house:chips'",
    );
    return BigInt(rows[0]?.balance ?? "0");
  }

  it("come to the same answers, byte for byte, and to the same balances", async () => {
    let answersSeen = 0;
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 24 }),
      fc.boolean(),
      async (steps, isFixed) => {
        const own = { ...terms, ...(isFixed && { fixedPrices, liabilityMax: "400" }) };
        const sides = [
          await openBetSide(dataSource, plain, { balances: BALANCES, terms: own }),
          await openBetSide(dataSource, fast, { balances: BALANCES, terms: own }),
        ] as const;
        for (const { book } of sides) {
          await storePhase(dataSource, {
            race: book.race,
            changes: { phaseEndsAt: BigInt(ENDS_AT) },
          });
        }
        const model = new BetModel({
          balances: BALANCES,
          terms: { takeoutBps: 0, cancelFeeBps: 500, cancelClosesMs: 10_000, ...own },
          runnerCount: RUNNERS,
          endsAt: ENDS_AT,
        });
        const sent: ModelIntent[] = [];
        for (const drawn of steps) {
          const step = resolve(drawn, { model, sent });
          if (!isPossible(model, step)) continue;
          const before = await houseBalance();
          const byRule = takeByRule(model, step).map(toText);
          const byPlain = await take(sides[0], step, false);
          const between = await houseBalance();
          const byFast = await take(sides[1], step, true);
          const after = await houseBalance();
          expect(byPlain.map(stripped)).to.deep.equal(byRule);
          expect(byFast).to.deep.equal(byPlain);
          expect(after - between).to.equal(between - before);
          for (const side of sides) {
            const { wallets, liability } = model;
            expect(await moneyOf(side)).to.deep.equal({ wallets, liability });
          }
          answersSeen += byRule.length;
        }
      },
    );
    await fc.assert(property, { numRuns: atScale(60, 400) });
    expect(answersSeen).to.be.greaterThan(500);
    await expectCleanBooks(dataSource);
  }).timeout(atScale(120_000, 600_000));
});

type PlainStep =
  | Exclude<Step, { kind: "retries" | "cancels" }>
  | { kind: "cancels"; cancels: { player: number; serial: number; at: number }[] };

/** Names the bets and intents that a step is about, now that it is known which there are. */
function resolve(step: Step, { model, sent }: { model: BetModel; sent: ModelIntent[] }): PlainStep {
  switch (step.kind) {
    case "bets":
      sent.push(...step.bets);
      return step;
    case "retries":
      return {
        kind: "bets",
        bets: step.shares.flatMap((share) => sent[share % sent.length] ?? []),
      };
    case "cancels":
      return {
        kind: "cancels",
        cancels: step.cancels.map(({ owner, share, at }) => {
          const serial = 1 + (share % (model.bets.length + 1));
          const player = owner === "own" ? (model.bets[serial - 1]?.player ?? 0) : owner;
          return { player, serial, at };
        }),
      };
    default:
      return step;
  }
}

function pauseChanges(leftMs: number | null) {
  return leftMs === null
    ? { pausedLeftMs: null, phaseEndsAt: BigInt(ENDS_AT) }
    : { pausedLeftMs: leftMs, phaseEndsAt: null };
}

/** What a show would not ask for, and the services refuse to do. */
function isPossible(model: BetModel, { kind }: PlainStep): boolean {
  if (kind === "scratch" || kind === "pause" || kind === "lock") return model.status === "betting";
  return kind !== "void" || model.status !== "void";
}

function takeByRule(model: BetModel, step: PlainStep): ModelAnswer[] {
  switch (step.kind) {
    case "bets":
      return step.bets.map((intent) => model.place(intent));
    case "cancels":
      return step.cancels.map((target) => model.cancel(target));
    case "scratch":
      model.scratch(step.number);
      return [];
    case "pause":
      model.pausedLeftMs = step.leftMs;
      model.endsAt = step.leftMs === null ? ENDS_AT : null;
      return [];
    case "lock":
      model.status = "racing";
      return [];
    case "void":
      model.void();
      return [];
    case "expire":
      model.expire();
      return [];
  }
}

/** An answer of the model as the wire would have it. */
function toText(answer: ModelAnswer): object {
  const { isReplayed } = answer;
  if (!answer.ok) {
    const { code, detail } = answer;
    return { isReplayed, value: detail === undefined ? { code } : { code, detail } };
  }
  const { bet, wallet } = answer;
  return {
    isReplayed,
    value: {
      ...{ market: bet.market, selection: [...bet.selection], stake: String(bet.stake) },
      ...{ status: bet.status, payout: String(bet.payout), fee: String(bet.fee) },
      ...{ price: bet.price, serial: bet.serial, total: String(wallet.total) },
      ...{ locked: String(wallet.locked), version: wallet.version },
      available: String(wallet.total - wallet.locked),
    },
  };
}

/** The same of an answer that left. */
function stripped({ isReplayed, text }: { isReplayed: boolean; text: string }): object {
  const value = JSON.parse(text.replaceAll(":#", ":0")) as Record<string, never>;
  if ("code" in value) return { isReplayed, value };
  const { bet, wallet } = value as unknown as Record<"bet" | "wallet", Record<string, unknown>>;
  const { id: _, raceId: __, placedAt: ___, ...facts } = bet;
  const { currency: ____, ...balance } = wallet;
  return { isReplayed, value: { ...facts, ...balance } };
}
