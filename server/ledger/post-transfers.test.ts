import { expect } from "chai";
import { transaction } from "#server/storage/transaction.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { AccountEntity } from "./account-entity.ts";
import { availableAccount, houseAccount, lockedAccount, poolAccount } from "./account-names.ts";
import { lockAccounts } from "./lock-accounts.ts";
import { lockWallets } from "./lock-wallets.ts";
import { type Posting, postTransfers, type Transfer } from "./post-transfers.ts";
import { readStatement } from "./read-statement.ts";
import { readWallets } from "./read-wallets.ts";

describe("transfers", () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.drop());

  function post(transfers: Transfer[]) {
    return transaction(database.dataSource, (manager) => postTransfers(manager, transfers));
  }

  function stake(playerId: string, amount: bigint, betId = 1n): Transfer {
    const postings: Posting[] = [
      { account: availableAccount(playerId), amount: -amount },
      { account: lockedAccount(playerId), amount },
    ];
    return { kind: "bet_placed", currency: "chips", playerId, raceId: 7, betId, postings };
  }

  it("move a wallet once a call, however many of them touch it", async () => {
    const [ana, bo] = (await makePlayers(database.dataSource, [1_000n, 1_000n])) as [
      string,
      string,
    ];
    const { wallets, transferIds } = await post([
      stake(ana, 100n),
      stake(bo, 10n),
      stake(ana, 50n),
    ]);
    expect(transferIds).to.have.length(3);
    expect(transferIds).to.deep.equal(transferIds.toSorted((a, b) => (a < b ? -1 : 1)));
    const byId = new Map(wallets.map((wallet) => [wallet.playerId, wallet]));
    expect(byId.get(ana)).to.deep.equal({
      playerId: ana,
      currency: "chips",
      balanceTotal: 1_000n,
      balanceLocked: 150n,
      version: 2,
    });
    expect(byId.get(bo)?.balanceLocked).to.equal(10n);
    expect(await readWallets(database.dataSource.manager, ana)).to.deep.equal([
      { currency: "chips", total: 1_000n, locked: 150n, available: 850n, version: 2 },
    ]);
  });

  it("settle: the pool ends at 0, the rest is the house's", async () => {
    const [ana, bo] = (await makePlayers(database.dataSource, [1_000n, 1_000n])) as [
      string,
      string,
    ];
    await post([stake(ana, 101n), stake(bo, 200n)]);
    const pool = poolAccount(7, "win");
    const house = houseAccount("chips");
    const { wallets, before, after } = await transaction(database.dataSource, async (manager) => {
      await lockWallets(manager, [bo, ana], "chips");
      const before = await lockAccounts(manager, [house], "chips");
      const { wallets } = await postTransfers(manager, [
        {
          kind: "race_settled",
          currency: "chips",
          raceId: 7,
          postings: [
            { account: lockedAccount(ana), amount: -101n },
            { account: lockedAccount(bo), amount: -200n },
            { account: pool, amount: 301n },
            { account: pool, amount: -301n },
            { account: availableAccount(bo), amount: 290n },
            { account: house, amount: 11n },
          ],
        },
      ]);
      return { wallets, before, after: await lockAccounts(manager, [house], "chips") };
    });
    expect(
      wallets.map(({ balanceTotal, balanceLocked }) => [balanceTotal, balanceLocked]),
    ).to.have.deep.members([
      [899n, 0n],
      [1_090n, 0n],
    ]);
    expect((after.get(house) ?? 0n) - (before.get(house) ?? 0n)).to.equal(11n);
    const { balance } = await database.dataSource.manager.findOneByOrFail(AccountEntity, {
      name: pool,
    });
    expect(balance).to.equal(null);
  });

  it("hold amounts past 2^53 exactly", async () => {
    const [rich] = (await makePlayers(database.dataSource, [9_007_199_254_740_993n])) as [string];
    const { wallets } = await post([stake(rich, 9_007_199_254_740_993n)]);
    expect(wallets[0]?.balanceLocked).to.equal(9_007_199_254_740_993n);
  });

  it("refuse an overdraft and leave nothing of it behind", async () => {
    const [ana] = (await makePlayers(database.dataSource, [100n])) as [string];
    const failure = await post([stake(ana, 60n), stake(ana, 41n)]).catch((error: Error) => error);
    expect(failure)
      .to.be.instanceOf(Error)
      .with.property("message")
      .that.contains("wallets_locked");
    expect(await readWallets(database.dataSource.manager, ana)).to.deep.equal([
      { currency: "chips", total: 100n, locked: 0n, available: 100n, version: 1 },
    ]);
  });

  for (const [what, postings] of [
    [
      "do not sum to 0",
      [
        { account: "house:chips", amount: 1n },
        { account: "mint:chips", amount: 1n },
      ],
    ],
    ["are fewer than two", [{ account: "house:chips", amount: 1n }]],
    [
      "are 0",
      [
        { account: "house:chips", amount: 0n },
        { account: "mint:chips", amount: 0n },
      ],
    ],
  ] satisfies [string, Posting[]][]) {
    it(`are a bug when postings ${what}`, async () => {
      const failure = await post([{ kind: "reversal", currency: "chips", postings }]).catch(
        (error: Error) => error,
      );
      expect(failure).to.be.instanceOf(Error);
    });
  }

  it("are a statement, newest first, with the total after each, in pages that stay put", async () => {
    const [ana] = (await makePlayers(database.dataSource, [1_000n])) as [string];
    for (let bet = 1n; bet <= 4n; bet++) await post([stake(ana, bet * 10n, bet)]);
    await post([
      {
        kind: "bet_cancelled",
        currency: "chips",
        playerId: ana,
        raceId: 7,
        betId: 4n,
        postings: [
          { account: lockedAccount(ana), amount: -40n },
          { account: availableAccount(ana), amount: 38n },
          { account: houseAccount("chips"), amount: 2n },
        ],
      },
    ]);
    const { manager } = database.dataSource;
    const raceWords = async () => new Map();
    const first = await readStatement(manager, {
      playerId: ana,
      currency: "chips",
      limit: 2,
      raceWords,
    });
    await post([stake(ana, 1n, 5n)]);
    const second = await readStatement(manager, {
      playerId: ana,
      currency: "chips",
      limit: 2,
      raceWords,
      before: BigInt(first.next as string),
    });
    const third = await readStatement(manager, {
      playerId: ana,
      currency: "chips",
      limit: 2,
      raceWords,
      before: BigInt(second.next as string),
    });
    const entries = [...first.entries, ...second.entries, ...third.entries];
    expect(
      entries.map((e) => [e.kind, e.amount, e.lockedAmount, e.totalAfter, e.betId]),
    ).to.deep.equal([
      ["bet_cancelled", -2n, -40n, 998n, "4"],
      ["bet_placed", 0n, 40n, 1_000n, "4"],
      ["bet_placed", 0n, 30n, 1_000n, "3"],
      ["bet_placed", 0n, 20n, 1_000n, "2"],
      ["bet_placed", 0n, 10n, 1_000n, "1"],
      ["join_grant", 1_000n, 0n, 1_000n, null],
    ]);
    expect(third.next).to.equal(null);
    expect(entries[0]).to.include({ raceId: 7 });
  });
});
