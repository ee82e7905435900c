import { expect } from "chai";
import fc from "fast-check";
import type { DataSource, EntityManager } from "typeorm";
import { transaction } from "#server/storage/transaction.ts";
import { expectLieFound } from "#server/testing/expect-lie-found.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { stakeChips } from "#server/testing/stake-chips.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { availableAccount, houseAccount, lockedAccount, poolAccount } from "./account-names.ts";
import { ledgerChecks } from "./audit-checks.ts";
import { type AuditReport, auditLedger } from "./audit-ledger.ts";
import { lockAccounts } from "./lock-accounts.ts";
import { lockWallets } from "./lock-wallets.ts";
import { type Posting, postTransfers } from "./post-transfers.ts";
import { runIdempotently } from "./run-idempotently.ts";
import { topUpBroke } from "./top-up-broke.ts";
import { WalletEntity } from "./wallet-entity.ts";

const house = houseAccount("chips");

describe("the audit", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let players: string[];
  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    players = await makePlayers(dataSource, [1_000n, 1_000n, 50n, 0n]);
  });
  afterEach(() => database.drop());

  function audit(): Promise<AuditReport> {
    return auditLedger(dataSource, ledgerChecks);
  }

  function playerAt(index: number): string {
    return players[index % players.length] as string;
  }

  type Act =
    | { kind: "stake"; player: number; stake: number; key: number }
    | { kind: "release"; player: number; fee: number }
    | { kind: "settle"; winner: number; race: number }
    | { kind: "topUp"; day: number };

  async function perform(act: Act): Promise<void> {
    if (act.kind === "stake") {
      const stake = {
        playerId: playerAt(act.player),
        key: `k${act.key}`,
        stake: BigInt(act.stake),
      };
      await runIdempotently(stakeChips(dataSource, stake));
    } else if (act.kind === "release") {
      await transaction(dataSource, (manager) => release(manager, playerAt(act.player), act.fee));
    } else if (act.kind === "settle") {
      await transaction(dataSource, (manager) => settle(manager, act));
    } else {
      const day = `2030-01-0${1 + act.day}`;
      await transaction(dataSource, (manager) =>
        topUpBroke(manager, { playerIds: players, currency: "chips", floor: 100n, day }),
      );
    }
  }

  /** Gives what a player has locked back, less a fee. */
  async function release(
    manager: EntityManager,
    playerId: string,
    feePercent: number,
  ): Promise<void> {
    const locked =
      (await lockWallets(manager, [playerId], "chips")).get(playerId)?.balanceLocked ?? 0n;
    await lockAccounts(manager, [house], "chips");
    const fee = (locked * BigInt(feePercent)) / 100n;
    await post(manager, "bet_cancelled", [
      { account: lockedAccount(playerId), amount: -locked },
      { account: availableAccount(playerId), amount: locked - fee },
      { account: house, amount: fee },
    ]);
  }

  /** Pays everything that is locked to one player, a twentieth of it to the house. */
  async function settle(
    manager: EntityManager,
    act: { winner: number; race: number },
  ): Promise<void> {
    const wallets = await lockWallets(manager, players, "chips");
    await lockAccounts(manager, [house], "chips");
    const staked = [...wallets.values()].reduce(
      (sum, { balanceLocked }) => sum + balanceLocked,
      0n,
    );
    const takeout = staked / 20n;
    const pool = poolAccount(act.race, "win");
    await post(manager, "race_settled", [
      ...[...wallets.values()].map(({ playerId, balanceLocked }) => ({
        account: lockedAccount(playerId),
        amount: -balanceLocked,
      })),
      { account: pool, amount: staked },
      { account: pool, amount: -staked },
      { account: availableAccount(playerAt(act.winner)), amount: staked - takeout },
      { account: house, amount: takeout },
    ]);
  }

  async function post(
    manager: EntityManager,
    kind: "bet_cancelled" | "race_settled",
    sides: Posting[],
  ): Promise<void> {
    const postings = sides.filter(({ amount }) => amount !== 0n);
    if (postings.length > 0) await postTransfers(manager, [{ kind, currency: "chips", postings }]);
  }

  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("stake" as const),
        player: fc.nat(3),
        stake: fc.integer({ min: 1, max: 700 }),
        key: fc.nat(30),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("release" as const),
        player: fc.nat(3),
        fee: fc.nat(100),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("settle" as const),
        winner: fc.nat(3),
        race: fc.nat(9),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("topUp" as const), day: fc.nat(3) }) },
  );

  it("finds nothing after any programme of acts, several at once, and total money is the mint's", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
        async (programme) => {
          for (const together of programme) await Promise.all(together.map(perform));
          const { differences, trialBalance } = await audit();
          expect(differences).to.deep.equal([]);
          expect(trialBalance.reduce((sum, { balance }) => sum + balance, 0n)).to.equal(0n);
        },
      ),
      { numRuns: 25 },
    );
  }).timeout(60_000);

  it("sees one consistent state while money moves", async () => {
    const moving = Promise.all(
      Array.from({ length: 60 }, (_, key) =>
        perform({ kind: "stake", player: key, stake: 1 + (key % 7), key }),
      ),
    );
    const reports = [await audit(), await audit(), await audit()];
    await moving;
    for (const { differences } of reports) expect(differences).to.deep.equal([]);
  });

  it("tells a trial balance", async () => {
    await perform({ kind: "stake", player: 0, stake: 300, key: 1 });
    const { trialBalance, transferCount, postingCount, walletCount } = await audit();
    expect(trialBalance.map((line) => [line.kind, line.accountCount, line.balance])).to.deep.equal([
      ["available", 3, 1_750n],
      ["house", 1, 1_000_000n],
      ["locked", 1, 300n],
      ["mint", 1, -1_002_050n],
    ]);
    expect({ transferCount, postingCount, walletCount }).to.deep.equal({
      transferCount: 5,
      postingCount: 10,
      walletCount: 4,
    });
  });

  it("tops the broke up once a day, and logs it", async () => {
    const totals = async () =>
      (await dataSource.manager.find(WalletEntity))
        .map(({ balanceTotal }) => balanceTotal)
        .toSorted((a, b) => Number(a - b));
    await Promise.all(Array.from({ length: 5 }, () => perform({ kind: "topUp", day: 1 })));
    expect(await totals()).to.deep.equal([100n, 100n, 1_000n, 1_000n]);
    await perform({ kind: "stake", player: 3, stake: 90, key: 1 });
    await perform({ kind: "release", player: 3, fee: 100 });
    await perform({ kind: "topUp", day: 1 });
    expect(await totals()).to.deep.equal([10n, 100n, 1_000n, 1_000n]);
    await perform({ kind: "topUp", day: 2 });
    expect(await totals()).to.deep.equal([100n, 100n, 1_000n, 1_000n]);
    expect((await audit()).differences).to.deep.equal([]);
  });

  const injected: [string, string, string][] = [
    [
      "a wallet that was given a chip",
      "update wallets set balance_total = balance_total + 1",
      "I2 a wallet",
    ],
    [
      "a lock that nobody posted",
      "update wallets set balance_locked = 5 where balance_total > 5",
      "I2 a wallet",
    ],
    [
      "a house that was given a chip",
      "update accounts set balance = balance + 1 where kind = 'house'",
      "LEDGER-2 a kept",
    ],
    [
      "a posting that is gone",
      "delete from postings where id = (select max(id) from postings)",
      "I1 the postings",
    ],
    [
      "a transfer whose postings are gone",
      "delete from postings where transfer_id = 1",
      "I1 every transfer",
    ],
    [
      "an amount that was changed",
      "update postings set amount = amount * 2 where id = 3",
      "I1 the postings",
    ],
    [
      "a posting moved to another account",
      "update postings set account = (select account from postings where account like 'available:%' order by id desc limit 1) where id = 4",
      "I2 a wallet",
    ],
    [
      "an account that was overdrawn",
      "update postings set amount = -amount where account not like 'mint:%'",
      "LEDGER-2 no account",
    ],
    [
      "a second grant of one phone",
      "update transfers set player_id = (select player_id from transfers where kind = 'join_grant' limit 1) where kind = 'join_grant'",
      "LEDGER-8 a phone",
    ],
    ["a top-up without its row", "delete from top_ups", "LEDGER-8 every daily"],
  ];
  for (const [what, sql, rule] of injected) {
    it(`finds ${what}`, async () => {
      await perform({ kind: "topUp", day: 1 });
      await expectLieFound(dataSource, { sql, rule });
    });
  }
});
