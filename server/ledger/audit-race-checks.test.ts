import { expect } from "chai";
import type { DataSource, EntityManager } from "typeorm";
import { transaction } from "#server/storage/transaction.ts";
import { expectLieFound } from "#server/testing/expect-lie-found.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { availableAccount, houseAccount, lockedAccount } from "./account-names.ts";
import { auditLedger } from "./audit-ledger.ts";
import { FavorEntity } from "./favor-entity.ts";
import { claimKey, scopeOf, storeReply } from "./idempotency.ts";
import { postTransfers } from "./post-transfers.ts";

/**
 * Two races as the services leave them, one official after a scratch, one that still takes bets at
 * fixed odds; powers and a favor beside them. Then what the audit says when a hand changes a row.
 */
describe("the audit of races and favors", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let ana: string;
  let bo: string;
  let official: RaceBook;
  let open: RaceBook;

  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    [ana, bo] = (await makePlayers(dataSource, [1_000n, 1_000n])) as [string, string];
    official = await openRaceBook(dataSource);
    await official.bet(ana, 1, 100n);
    await official.bet(bo, 2, 50n);
    await official.bet(bo, 3, 40n);
    await official.scratch(3);
    await lend();
    await cast({ seq: 1, playerId: ana, status: "captured" });
    await cast({ seq: 2, playerId: bo, status: "released" });
    await official.lock();
    await official.finish([[1], [2]]);
    await official.settle();
    open = await openRaceBook(dataSource, {
      fixedPrices: [150, 230, 340, 410, 520, 800, 1_100, 2_600],
    });
    await open.bet(ana, 5, 100n);
    await open.bet(bo, 6, 30n);
  });
  after(() => database.drop());

  /** Ana lends Bo 60 and is owed 66. */
  function lend(): Promise<unknown> {
    return transaction(dataSource, async (manager) => {
      await manager.insert(FavorEntity, {
        roomId: official.race.roomId,
        lenderId: ana,
        borrowerId: bo,
        amount: 60n,
        fee: 6n,
        racesLeft: 1,
        status: "open",
        offeredAt: 1n,
        acceptedAt: 2n,
      });
      await move(manager, "favor_lent", { playerId: bo }, [
        [availableAccount(ana), -60n],
        [availableAccount(bo), 60n],
      ]);
    });
  }

  function cast(of: { seq: number; playerId: string; status: "captured" | "released" }) {
    const { seq, playerId, status } = of;
    const { raceId } = official.race;
    const available = availableAccount(playerId);
    const locked = lockedAccount(playerId);
    const scope = scopeOf({ playerId, operation: "castPower", key: `${seq}`, input: { seq } });
    return transaction(dataSource, async (manager) => {
      await claimKey(manager, scope);
      await manager.query(
        `insert into race_inputs (race_id, seq, player_id, status, tick, power, target, cost, cast_at)
          values ($1, $2, $3, $4, 9, 'boost', 1, 30, 1)`,
        [raceId, seq, playerId, status],
      );
      const told = { raceId, seq, power: "boost", target: 1, cost: "30" };
      await storeReply(manager, scope, { ok: true, text: JSON.stringify({ cast: told }) });
      await move(manager, "power_held", { playerId, raceId }, [
        [available, -30n],
        [locked, 30n],
      ]);
      const to = status === "captured" ? houseAccount("chips") : available;
      await move(manager, `power_${status}`, { playerId, raceId }, [
        [locked, -30n],
        [to, 30n],
      ]);
    });
  }

  async function move(
    manager: EntityManager,
    kind: "favor_lent" | "power_held" | "power_captured" | "power_released",
    of: { playerId: string; raceId?: number },
    sides: [account: ReturnType<typeof availableAccount>, amount: bigint][],
  ): Promise<void> {
    const postings = sides.map(([account, amount]) => ({ account, amount }));
    await postTransfers(manager, [{ kind, currency: "chips", ...of, postings }]);
  }

  it("finds nothing when races, powers, favors and ledger tell the same", async () => {
    const { differences } = await auditLedger(dataSource);
    expect(differences).to.deep.equal([]);
  });

  const lies: [string, string, string][] = [
    [
      "a liability that is less than the worst case",
      "update bets set price = 900 where price = 520",
      "TOTE-8 the liability",
    ],
    [
      "an exposure that no bet explains",
      "update fixed_exposures set stakes = stakes + 1 where runner = 5",
      "TOTE-8 the exposure",
    ],
    [
      "a bet at fixed odds that counts for nothing",
      "delete from fixed_exposures where runner = 6",
      "TOTE-8 the exposure",
    ],
    ["a liability on a final race", "update races set status = 'void', finished_at = 1", "I4"],
    [
      "a bet that stands on a scratched runner",
      "update races set scratched = '{2,3}' where status = 'official'",
      "TOTE-6 no bet",
    ],
    [
      "a runner whose scratch is forgotten",
      "update races set scratched = '{}' where status = 'official'",
      "TOTE-6 a scratch",
    ],
    [
      "a scratched bet that lost",
      "update bets set status = 'lost', payout = 0 where status = 'refunded'",
      "TOTE-6 a scratch",
    ],
    [
      "a scratched bet that went back twice",
      "update transfers set kind = 'bet_scratched', bet_id = 3 where kind = 'bet_placed' and bet_id = 3",
      "TOTE-6 a scratch",
    ],
    ["a power that was cheaper", "update race_inputs set cost = 20 where seq = 2", "RACE-7"],
    [
      "a power that nobody paid for",
      "update race_inputs set status = 'captured' where seq = 2",
      "RACE-7",
    ],
    [
      "a power that nobody gave back",
      "update race_inputs set status = 'released' where seq = 1",
      "RACE-7",
    ],
    ["a power that is gone", "delete from race_inputs where seq = 1", "RACE-7"],
    ["a power held that locks nothing", "update race_inputs set status = 'held'", "I2"],
    ["a power held in a final race", "update race_inputs set status = 'held'", "I8"],
    ["a power that moved a wallet twice", "update race_inputs set cost = 60 where seq = 1", "I5"],
    [
      "a cast without its key",
      "delete from idempotency_keys where operation = 'castPower' and key = '2'",
      "I6 every cast",
    ],
    ["an answer about another power", "update race_inputs set power = 'slow' where seq = 1", "I9"],
    ["an answer about a cast of somebody else", "delete from race_inputs where seq = 2", "I9"],
    ["a favor that was larger", "update favors set amount = amount + 1", "LEDGER-9 what"],
    ["a repayment nobody made", "update favors set repaid = repaid + 1", "LEDGER-9 what"],
    ["a favor that is gone", "delete from favors", "LEDGER-9 what"],
    ["a favor repaid in words only", "update favors set status = 'repaid'", "LEDGER-9 a favor"],
    [
      "a favor lent before it was taken",
      "update favors set accepted_at = null",
      "LEDGER-9 a favor",
    ],
    [
      "a serial that is missing",
      "delete from bets where serial = 2 and price is null",
      "RACE-6 the",
    ],
    ["a chain that counts one more", "update race_chains set bet_count = 4", "RACE-6 the"],
    [
      "a bet outside its chain",
      "update bets set serial = null where serial = 3",
      "RACE-6 the bets",
    ],
    [
      "a stake that was changed under its leaf",
      "update bets set stake = stake + 1 where serial = 1",
      "RACE-6 every leaf",
    ],
    [
      "a selection that was changed under its leaf",
      "update bets set selection = '{4}' where serial = 2",
      "RACE-6 every leaf",
    ],
    [
      "a price that was changed under its leaf",
      "update bets set price = price + 1 where price is not null",
      "RACE-6 every leaf",
    ],
    [
      "a bet that was given to another player",
      "update bets set player_id = (select player_id from bets where serial = 2 limit 1) where serial = 1",
      "RACE-6 every leaf",
    ],
    [
      "another salt",
      "update bets set salt = decode(repeat('00', 16), 'hex') where serial = 1",
      "RACE-6 every leaf",
    ],
    [
      "a head that was moved",
      "update race_chains set head = sha256(head) where bet_count = 3",
      "RACE-6 every leaf",
    ],
    [
      "a lock that published another head",
      "update races set lock_roots = jsonb_set(lock_roots, '{betsHead}', '\"00\"') where lock_roots is not null",
      "RACE-6 what the lock",
    ],
  ];
  for (const [what, sql, rule] of lies) {
    it(`finds ${what}`, () => expectLieFound(dataSource, { sql, rule }));
  }
});
