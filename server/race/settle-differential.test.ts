import { expect } from "chai";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { marketNames } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import { availableAccount, houseAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { FavorEntity } from "#server/ledger/favor-entity.ts";
import { claimKey, scopeOf, storeReply } from "#server/ledger/idempotency.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { transaction } from "#server/storage/transaction.ts";
import { type BooksAfter, endBothWays } from "#server/testing/end-both-ways.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { cancelBet } from "./cancel-bet.ts";
import { RaceEntity, RaceInputEntity, RaceResultEntity } from "./race-entities.ts";
import { refundMoney } from "./refund-money.ts";
import { refundMoneyPlain } from "./refund-money-plain.ts";
import { refundRace } from "./refund-race.ts";
import { scratchMoney } from "./scratch-money.ts";
import { scratchMoneyPlain } from "./scratch-money-plain.ts";
import { scratchRunner } from "./scratch-runner.ts";
import { payRace } from "./settle-pay.ts";
import { payRacePlain } from "./settle-pay-plain.ts";

const PLAYERS = 5;
const NOW = 1_800_000_000_000;

const bet = fc
  .record({
    player: fc.nat(PLAYERS - 1),
    market: fc.constantFrom(...marketNames),
    runners: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 3, maxLength: 3 }),
    stake: fc.integer({ min: 10, max: 700 }),
    isCancelled: fc.boolean(),
  })
  .map((drawn) => ({ ...drawn, isCancelled: drawn.isCancelled && drawn.stake % 3 === 0 }));

const favor = fc.record({
  lender: fc.nat(PLAYERS - 1),
  borrower: fc.nat(PLAYERS - 1),
  amount: fc.integer({ min: 5, max: 300 }),
  feePercent: fc.nat(20),
  racesLeft: fc.integer({ min: 1, max: 3 }),
  /** 0 to 2 before the off, 3 with it, 4 after it. */
  accepted: fc.nat(4),
  isElsewhere: fc.boolean(),
});

const cast = fc.record({
  player: fc.nat(PLAYERS - 1),
  cost: fc.integer({ min: 30, max: 60 }),
  status: fc.constantFrom("held" as const, "captured" as const, "released" as const),
});

const programme = fc.record({
  takeoutBps: fc.constantFrom(0, 500, 1_750),
  breakUnit: fc.constantFrom(undefined, "10"),
  isFixed: fc.boolean(),
  bets: fc.array(bet, { maxLength: 16 }),
  lateBets: fc.array(bet, { maxLength: 5 }),
  scratched: fc.oneof(
    { weight: 4, arbitrary: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 6 }) },
  ),
  favors: fc.array(favor, { maxLength: 6 }),
  casts: fc.array(cast, { maxLength: 3 }),
  order: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8 }),
  ties: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  isVoid: fc.boolean(),
});
type Programme = typeof programme extends fc.Arbitrary<infer Drawn> ? Drawn : never;

describe("the fast end of a race", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let players: string[];
  let elsewhere: RaceBook;
  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    players = await makePlayers(
      dataSource,
      Array.from({ length: PLAYERS }, () => 10_000_000n),
    );
    elsewhere = await openRaceBook(dataSource);
  });
  after(() => database.drop());

  it("moves what the plain one moves, for every book, order, tie, scratch, debt and void", async () => {
    await fc.assert(
      fc.asyncProperty(programme, async (drawn) => {
        const book = await openRaceBook(dataSource, {
          markets: [...marketNames],
          takeoutBps: drawn.takeoutBps,
          ...(drawn.breakUnit === undefined ? {} : { breakUnit: drawn.breakUnit }),
          ...(drawn.isFixed ? { fixedPrices: [150, 230, 340, 410, 520, 800, 1_100, 2_600] } : {}),
        });
        for (const debt of drawn.favors) await lend(book, debt);
        await placeBets(book, drawn.bets);
        for (const number of drawn.scratched) await scratchBothWays(book, number);
        await placeBets(book, drawn.lateBets);
        await castPowers(book, drawn);
        if (drawn.isVoid) await voidBothWays(book);
        else await settleBothWays(book, drawn);
      }),
      { numRuns: atScale(40, 400) },
    );
    await expectCleanBooks(dataSource);
  }).timeout(atScale(120_000, 600_000));

  async function placeBets(book: RaceBook, bets: Programme["bets"]): Promise<void> {
    for (const { player, market, runners, stake, isCancelled } of bets) {
      const selection = runners.slice(0, markets[market].selectionSize);
      const playerId = players[player] as string;
      const placed = await book
        .bet(playerId, selection, BigInt(stake), market)
        .catch((error: unknown) => error as Error);
      if (placed instanceof Error) {
        expect(placed.message).to.be.oneOf(["runner_unknown", "liability_limit", "market_unknown"]);
      } else if (isCancelled) {
        await cancelBet(dataSource, { playerId, betId: placed.toString(), arrivedAtMs: NOW });
      }
    }
  }

  async function lend(book: RaceBook, debt: Programme["favors"][number]): Promise<void> {
    if (debt.lender === debt.borrower) return;
    const lenderId = players[debt.lender] as string;
    const borrowerId = players[debt.borrower] as string;
    const amount = BigInt(debt.amount);
    await transaction(dataSource, async (manager) => {
      await manager.insert(FavorEntity, {
        roomId: debt.isElsewhere ? elsewhere.race.roomId : book.race.roomId,
        lenderId,
        borrowerId,
        amount,
        fee: (amount * BigInt(debt.feePercent)) / 100n,
        racesLeft: debt.racesLeft,
        status: "open",
        offeredAt: 1n,
        acceptedAt: BigInt(NOW - 3 + debt.accepted),
      });
      await postTransfers(manager, [
        {
          kind: "favor_lent",
          currency: "chips",
          playerId: borrowerId,
          postings: [
            { account: availableAccount(lenderId), amount: -amount },
            { account: availableAccount(borrowerId), amount },
          ],
        },
      ]);
    });
  }

  /** Casts as they stand when a race ends; one that is still held can only be called off. */
  async function castPowers({ race }: RaceBook, { casts, isVoid }: Programme): Promise<void> {
    let seq = 0;
    for (const { player, cost: chips, status: drawn } of casts) {
      seq += 1;
      const playerId = players[player] as string;
      const cost = BigInt(chips);
      const status = drawn === "held" && !isVoid ? "captured" : drawn;
      const head = { currency: "chips", playerId, raceId: race.raceId } as const;
      const from = { account: lockedAccount(playerId), amount: -cost };
      const available = availableAccount(playerId);
      const to = { captured: houseAccount("chips"), released: available, held: undefined }[status];
      await transaction(dataSource, async (manager) => {
        const told = { raceId: race.raceId, seq, power: "boost", target: 1 };
        const key = `${race.raceId}-${seq}`;
        const scope = scopeOf({ playerId, operation: "castPower", key, input: told });
        await claimKey(manager, scope);
        const input = { ...told, playerId, cost, status, castAt: 1n };
        await manager.insert(RaceInputEntity, { ...input, tick: 9 });
        const answer = { cast: { ...told, cost: cost.toString() } };
        await storeReply(manager, scope, { ok: true, text: JSON.stringify(answer) });
        await postTransfers(manager, [
          {
            ...head,
            kind: "power_held",
            postings: [
              { account: available, amount: -cost },
              { account: lockedAccount(playerId), amount: cost },
            ],
          },
          ...(to === undefined
            ? []
            : [
                {
                  ...head,
                  kind: status === "captured" ? "power_captured" : "power_released",
                  postings: [from, { account: to, amount: cost }],
                } as const,
              ]),
        ]);
      });
    }
  }

  async function scratchBothWays(book: RaceBook, number: number): Promise<void> {
    const row = await dataSource.manager.findOneByOrFail(RaceEntity, { id: book.race.raceId });
    expectSame(
      await endBothWays(dataSource, {
        plain: (manager) => scratchMoneyPlain(manager, { row, number }),
        fast: (manager) => scratchMoney(manager, { row, number }),
      }),
    );
    await scratchRunner(dataSource, { race: book.race, number, changes: {} });
  }

  async function voidBothWays({ race }: RaceBook): Promise<void> {
    const row = await dataSource.manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    expectSame(
      await endBothWays(dataSource, {
        plain: (manager) => refundMoneyPlain(manager, row),
        fast: (manager) => refundMoney(manager, row),
      }),
    );
    await refundRace(dataSource, { race, reason: "A test", at: NOW, changes: {} });
  }

  async function settleBothWays(book: RaceBook, { order, ties, scratched }: Programme) {
    await book.lock();
    const ran = order.filter((number) => !scratched.includes(number));
    const groups = ran.reduce<number[][]>((placed, number, index) => {
      const last = placed.at(-1);
      if (last !== undefined && index < 4 && ties[index] === true) last.push(number);
      else placed.push([number]);
      return placed;
    }, []);
    await book.finish(groups);
    const { manager } = dataSource;
    const row = await manager.findOneByOrFail(RaceEntity, { id: book.race.raceId });
    const result = await manager.findOneByOrFail(RaceResultEntity, { raceId: row.id });
    expectSame(
      await endBothWays(dataSource, {
        plain: (own) => payRacePlain(own, { row, result, at: NOW }),
        fast: (own) => payRace(own, { row, result, at: NOW }),
      }),
    );
    expect((await book.settle()).outcome).to.equal("settled");
  }

  function expectSame<Answer>({
    plain,
    fast,
  }: {
    plain: BooksAfter<Answer>;
    fast: BooksAfter<Answer>;
  }): void {
    expect(fast.tables).to.deep.equal(plain.tables);
    expect(fast.answer).to.deep.equal(plain.answer);
  }
});
