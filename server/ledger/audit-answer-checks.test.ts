import { expect } from "chai";
import type { DataSource } from "typeorm";
import { cancelBet } from "#server/race/cancel-bet.ts";
import { expectLieFound } from "#server/testing/expect-lie-found.ts";
import { made, openFavorStand } from "#server/testing/favor-stand.ts";
import { openRaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { auditLedger } from "./audit-ledger.ts";
import type { Operation } from "./operations.ts";

/** Bets, a cancellation and a favor as the services leave them, with the answers that they gave. */
describe("the audit of keys and stored answers", () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    const stand = await openFavorStand(dataSource);
    const [ana, bo] = (await stand.players(500n, 0n)) as [string, string];
    const book = await openRaceBook(dataSource, { cancelClosesMs: 0 });
    await book.bet(ana, 1, 100n);
    await book.bet(bo, 2, 100n);
    const betId = (await book.bet(bo, 3, 40n)).toString();
    const cancelled = await cancelBet(dataSource, { playerId: bo, betId, arrivedAtMs: 0 });
    expect(cancelled.ok).to.equal(true);
    const { favor } = made(await stand.offer({ lenderId: ana, borrowerId: bo, amount: 200n }));
    await stand.accept(favor);
    await stand.repay(favor, 50n);
    await book.lock();
    await book.finish([[2]]);
    await book.settle();
  });
  after(() => database.drop());

  it("finds nothing when every answer tells what is so", async () => {
    const { differences } = await auditLedger(dataSource);
    expect(differences).to.deep.equal([]);
  });

  const lies: [string, string, string][] = [
    ["a bet without its key", "delete from idempotency_keys where key = $bet", "I6 every bet has"],
    [
      "bets of which no key is left",
      "delete from idempotency_keys where operation = 'placeBet'",
      "I6 every bet has",
    ],
    [
      "a bet with two keys",
      "update idempotency_keys set key = 'again', reply = (select reply from idempotency_keys where key = $bet) where key = $other",
      "I6 every bet has",
    ],
    [
      "a cancelled bet without its key",
      "delete from idempotency_keys where operation = 'cancelBet'",
      "I6 every cancelled",
    ],
    [
      "a cancelled bet that was answered no",
      `update idempotency_keys set reply = '{"ok":false,"refusal":{"code":"bet_not_open"}}' where operation = 'cancelBet'`,
      "I6 every cancelled",
    ],
    ["a cancellation that says open", told("cancelBet", "cancelled", "open"), "I9 a stored canc"],
    ["a cancellation of another stake", told("cancelBet", '"40\\"', '"41\\"'), "I9 a stored canc"],
    [
      "a cancellation with another fee",
      told("cancelBet", '\\"fee\\":\\"2\\"', '\\"fee\\":\\"1\\"'),
      "I9 a stored canc",
    ],
    [
      "a cancellation that paid back more",
      told("cancelBet", '\\"payout\\":\\"38\\"', '\\"payout\\":\\"39\\"'),
      "I9 a stored canc",
    ],
    [
      "a cancellation of another bet",
      told("cancelBet", '\\"id\\":\\"3\\"', '\\"id\\":\\"1\\"'),
      "I9 a stored canc",
    ],
    [
      "an offer of another amount",
      told("offerFavor", '\\"amount\\":\\"200\\"', '\\"amount\\":\\"201\\"'),
      "I9 a stored answer tells its favor",
    ],
    [
      "an acceptance for another fee",
      told("acceptFavor", '\\"fee\\":\\"20\\"', '\\"fee\\":\\"0\\"'),
      "I9 a stored answer tells its favor",
    ],
    [
      "an acceptance at another time",
      "update favors set accepted_at = accepted_at + 1",
      "I9 a stored answer tells its favor",
    ],
    [
      "a repayment that is more than was repaid",
      told("repayFavor", '\\"repaid\\":\\"50\\"', '\\"repaid\\":\\"150\\"'),
      "I9 a stored answer tells its favor",
    ],
    [
      "an answer about the favor of others",
      "update favors set lender_id = borrower_id, borrower_id = lender_id",
      "I9 a stored answer tells its favor",
    ],
    [
      "an answer about a favor that is gone",
      "delete from favors",
      "I9 a stored answer tells its f",
    ],
  ];
  for (const [what, sql, rule] of lies) {
    it(`finds ${what}`, () => {
      const key = (id: number) =>
        `(select key from idempotency_keys where operation = 'placeBet' and strpos(reply, 'bet\\":{\\"id\\":\\"${id}\\"') > 0)`;
      return expectLieFound(dataSource, {
        sql: sql.replace("$bet", key(1)).replace("$other", key(2)),
        rule,
      });
    });
  }

  it("asks for no answer that has expired, and for its key all the same", async () => {
    await dataSource.query("update idempotency_keys set reply = null");
    const { differences } = await auditLedger(dataSource);
    expect(differences).to.deep.equal([]);
    await expectLieFound(dataSource, {
      sql: "delete from idempotency_keys where operation = 'placeBet' and key in (select max(key) from idempotency_keys where operation = 'placeBet')",
      rule: "I6 every bet has",
    });
  });
});

/** A stored answer in other words. */
function told(operation: Operation, said: string, instead: string): string {
  return `update idempotency_keys set reply = replace(reply, '${said}', '${instead}') where operation = '${operation}'`;
}
