import { expect } from "chai";
import { availableAccount } from "#server/ledger/account-names.ts";
import { FavorEntity } from "#server/ledger/favor-entity.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { readWallets } from "#server/ledger/read-wallets.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import { transaction } from "#server/storage/transaction.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { RaceEntity } from "./race-entities.ts";
import { refundRace } from "./refund-race.ts";

const [ANA, BO, CLEO] = [0, 1, 2] as const;

/** Who lends Bo how much: owed is amount + fee. The first of the list was accepted first. */
type Debt = { lender: 0 | 2; amount: bigint; fee?: bigint; racesLeft?: number };

interface Case {
  title: string;
  debts: Debt[];
  /** Bets of [player, runner, stake]; runner 1 wins. */
  bets: [player: number, runner: number, stake: bigint][];
  /** Of each debt after the race: what was repaid of it, what it is, races left. */
  favors: [repaid: bigint, status: string, racesLeft: number, isDefault: boolean][];
  totals: [ana: number, bo: number, cleo: number];
  loyalty: [ana: number, bo: number, cleo: number];
}

/** Everyone starts with 1,000; what is lent has moved before the race. */
const cases: Case[] = [
  {
    title: "takes half of the borrower's win, rounded down, and leaves the stake alone",
    debts: [{ lender: ANA, amount: 200n, fee: 20n }],
    bets: [
      [BO, 1, 100n],
      [CLEO, 2, 51n],
    ],
    favors: [[25n, "open", 4, false]],
    totals: [825, 1_226, 949],
    loyalty: [100, 100, 100],
  },
  {
    title: "rounds down for each win by itself",
    debts: [{ lender: ANA, amount: 200n }],
    bets: [
      [BO, 1, 10n],
      [BO, 1, 10n],
      [CLEO, 2, 22n],
    ],
    favors: [[10n, "open", 4, false]],
    totals: [810, 1_212, 978],
    loyalty: [100, 100, 100],
  },
  {
    title: "repays the oldest debt first, and the next with what is left",
    debts: [
      { lender: ANA, amount: 20n, fee: 4n },
      { lender: CLEO, amount: 100n },
    ],
    bets: [
      [BO, 1, 100n],
      [CLEO, 2, 100n],
    ],
    favors: [
      [24n, "repaid", 4, false],
      [26n, "open", 4, false],
    ],
    totals: [1_004, 1_170, 826],
    loyalty: [105, 105, 100],
  },
  {
    title: "takes no more than is owed, and raises both when it is all",
    debts: [{ lender: ANA, amount: 30n, fee: 6n }],
    bets: [
      [BO, 1, 100n],
      [CLEO, 2, 500n],
    ],
    favors: [[36n, "repaid", 4, false]],
    totals: [1_006, 1_494, 500],
    loyalty: [105, 105, 100],
  },
  {
    title: "calls it a default when it falls due unpaid, and leaves it open",
    debts: [{ lender: ANA, amount: 100n, racesLeft: 1 }],
    bets: [
      [BO, 2, 100n],
      [CLEO, 1, 50n],
    ],
    favors: [[0n, "open", 0, true]],
    totals: [900, 1_000, 1_100],
    loyalty: [100, 80, 100],
  },
  {
    title: "counts a race without a bet of the borrower, and takes nothing of the lender's wins",
    debts: [{ lender: ANA, amount: 100n, racesLeft: 2 }],
    bets: [
      [ANA, 1, 100n],
      [CLEO, 2, 50n],
    ],
    favors: [[0n, "open", 1, false]],
    totals: [950, 1_100, 950],
    loyalty: [100, 100, 100],
  },
];

describe("favors in a settlement", () => {
  let database: TestDatabase;
  let players: string[];
  let book: RaceBook;
  beforeEach(async () => {
    database = await createTestDatabase();
    players = await makePlayers(database.dataSource, [1_000n, 1_000n, 1_000n]);
    book = await openRaceBook(database.dataSource);
  });
  afterEach(async () => {
    await expectCleanBooks(database.dataSource);
    await database.drop();
  });

  for (const { title, debts, bets, favors, totals, loyalty } of cases) {
    it(title, async () => {
      for (const [index, debt] of debts.entries()) await lend(debt, index);
      await settle(bets);
      expect(await favorRows()).to.deep.equal(favors);
      expect(await totalsNow()).to.deep.equal(totals);
      expect(await loyaltyNow()).to.deep.equal(loyalty);
    });
  }

  it("is a default once, and a late repayment is one all the same", async () => {
    await lend({ lender: ANA, amount: 30n, racesLeft: 1 }, 1);
    await settle([[BO, 2, 10n]]);
    book = await reopened();
    await settle([
      [BO, 1, 10n],
      [CLEO, 2, 20n],
    ]);
    expect(await favorRows()).to.deep.equal([[10n, "open", 0, true]]);
    expect(await loyaltyNow()).to.deep.equal([100, 80, 100]);
    book = await reopened();
    await settle([
      [BO, 1, 10n],
      [CLEO, 2, 90n],
    ]);
    expect(await favorRows()).to.deep.equal([[30n, "repaid", 0, true]]);
    expect(await loyaltyNow()).to.deep.equal([105, 85, 100]);
  });

  it("counts no void race, and tells the lender of a repayment", async () => {
    await lend({ lender: ANA, amount: 30n, racesLeft: 1 }, 1);
    await book.bet(players[BO] as string, 1, 10n);
    const { race } = book;
    await refundRace(database.dataSource, { race, reason: "A test", at: 1, changes: {} });
    expect(await favorRows()).to.deep.equal([[0n, "open", 1, false]]);
    book = await reopened();
    const settled = await settle([
      [BO, 1, 10n],
      [CLEO, 2, 20n],
    ]);
    if (settled.outcome !== "settled") throw new Error("settled before");
    const change = settled.changes.find(({ playerId }) => playerId === players[ANA]);
    expect(change?.wallet.total).to.equal(980n);
    expect(change?.bets).to.deep.equal([]);
    expect(settled.favorPlayerIds).to.have.members([players[ANA], players[BO]]);
  });

  it("takes its part of a win in another lobby, and is no race nearer there", async () => {
    await lend({ lender: ANA, amount: 30n, racesLeft: 1 }, 1);
    book = await openRaceBook(database.dataSource);
    await settle([
      [BO, 1, 10n],
      [CLEO, 2, 20n],
    ]);
    expect(await favorRows()).to.deep.equal([[10n, "open", 1, false]]);
    expect(await totalsNow()).to.deep.equal([980, 1_040, 980]);
    book = await openRaceBook(database.dataSource);
    await settle([
      [BO, 1, 10n],
      [CLEO, 2, 90n],
    ]);
    expect(await favorRows()).to.deep.equal([[30n, "repaid", 1, false]]);
    expect(await loyaltyNow(), "no race of its lobby was run").to.deep.equal([100, 100, 100]);
  });

  it("leaves those alone who owe in another lobby and did not bet in this race", async () => {
    await lend({ lender: ANA, amount: 30n, racesLeft: 1 }, 1);
    book = await openRaceBook(database.dataSource);
    await settle([
      [ANA, 1, 10n],
      [CLEO, 2, 90n],
    ]);
    expect(await favorRows()).to.deep.equal([[0n, "open", 1, false]]);
  });

  it("is counted down by no race that was off when it was accepted", async () => {
    const { offAt } = await bringToOff([
      [BO, 1, 10n],
      [CLEO, 2, 20n],
    ]);
    await lend({ lender: ANA, amount: 30n, racesLeft: 1 }, offAt);
    await book.settle();
    expect(await favorRows()).to.deep.equal([[10n, "open", 1, false]]);
    expect(await loyaltyNow()).to.deep.equal([100, 100, 100]);
  });

  /** The next race, in a lobby to which the favors go over. */
  async function reopened(): Promise<RaceBook> {
    const next = await openRaceBook(database.dataSource);
    await database.dataSource.query("update favors set room_id = $1", [next.race.roomId]);
    return next;
  }

  function lend(debt: Debt, acceptedAt: number): Promise<unknown> {
    const { lender, amount, fee = 0n, racesLeft = 5 } = debt;
    const lenderId = players[lender] as string;
    const borrowerId = players[BO] as string;
    return transaction(database.dataSource, async (manager) => {
      await manager.insert(FavorEntity, {
        roomId: book.race.roomId,
        lenderId,
        borrowerId,
        amount,
        fee,
        racesLeft,
        status: "open",
        offeredAt: 1n,
        acceptedAt: BigInt(acceptedAt),
      });
      const postings = [
        { account: availableAccount(lenderId), amount: -amount },
        { account: availableAccount(borrowerId), amount },
      ];
      const kind = "favor_lent";
      await postTransfers(manager, [{ kind, currency: "chips", playerId: borrowerId, postings }]);
    });
  }

  async function settle(bets: Case["bets"]) {
    await bringToOff(bets);
    return book.settle();
  }

  /** To the moment before the settlement; answers when the race was off. */
  async function bringToOff(bets: Case["bets"]): Promise<{ offAt: number }> {
    for (const [player, runner, stake] of bets) {
      await book.bet(players[player] as string, runner, stake);
    }
    await book.lock();
    await book.finish([[1], [2]]);
    const { manager } = database.dataSource;
    const { offAt } = await manager.findOneByOrFail(RaceEntity, { id: book.race.raceId });
    return { offAt: Number(offAt) };
  }

  async function favorRows(): Promise<Case["favors"]> {
    const rows = await database.dataSource.manager.find(FavorEntity, { order: { id: "ASC" } });
    return rows.map((row) => [row.repaid, row.status, row.racesLeft, row.defaultedAt !== null]);
  }

  async function totalsNow(): Promise<number[]> {
    const found: number[] = [];
    for (const id of players) {
      const [wallet] = await readWallets(database.dataSource.manager, id);
      found.push(Number(wallet?.total));
    }
    return found;
  }

  async function loyaltyNow(): Promise<number[]> {
    const rows = await database.dataSource.manager.find(PlayerEntity);
    return players.map((id) => rows.find((row) => row.id === id)?.loyalty ?? Number.NaN);
  }
});
