import { expect } from "chai";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { favorFee } from "#common/favors/favor-fee.ts";
import { ledgerChecks } from "#server/ledger/audit-checks.ts";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { FavorModel, type ModelFavor } from "#server/testing/favor-model.ts";
import { type FavorStand, made, openFavorStand } from "#server/testing/favor-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

const PLAYERS = 4;

type Act =
  | { kind: "win"; player: number; amount: number }
  | { kind: "offer"; lender: number; borrower: number; amount: number; feePercent: number }
  | { kind: "accept" | "decline" | "withdraw"; favor: number }
  | { kind: "repay"; favor: number; amount: number };

const player = fc.nat(PLAYERS - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant("win"), player, amount: fc.integer({ min: -300, max: 700 }) }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("offer"),
      lender: player,
      borrower: player,
      amount: fc.integer({ min: 1, max: 520 }),
      feePercent: fc.integer({ min: 0, max: 20 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("accept"), favor: fc.nat(8) }) },
  fc.record({ kind: fc.constantFrom("decline", "withdraw"), favor: fc.nat(8) }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("repay"),
      favor: fc.nat(8),
      amount: fc.integer({ min: 1, max: 400 }),
    }),
  },
);

describe("any programme of favors", function () {
  this.timeout(120_000);
  let database: TestDatabase;
  let dataSource: DataSource;
  let stand: FavorStand;
  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    stand = await openFavorStand(dataSource, { amountMax: 500n });
  });
  after(() => database.drop());

  /** Carries an act out in the database and in the model; answers whether each of them did it. */
  async function perform(
    one: Act,
    { model, ids, favorIds }: { model: FavorModel; ids: string[]; favorIds: string[] },
  ): Promise<[boolean, boolean]> {
    if (one.kind === "win") {
      const held = model.chips[one.player] ?? 0n;
      const amount = BigInt(one.amount) < -held ? -held : BigInt(one.amount);
      if (amount !== 0n) await stand.win(ids[one.player] as string, amount);
      model.win(one.player, amount);
      return [true, true];
    }
    if (one.kind === "offer") {
      const { lender, borrower, feePercent } = one;
      const amount = BigInt(one.amount);
      const parties = { lenderId: ids[lender] as string, borrowerId: ids[borrower] as string };
      const answer = await stand.offer({ ...parties, amount, feePercent });
      if (answer.ok) favorIds.push(made(answer).favor.id);
      const fee = favorFee(amount, feePercent);
      return [answer.ok, model.offer({ lender, borrower, amount, fee })];
    }
    const favor = model.favors[one.favor];
    if (favor === undefined) return [true, true];
    return performOn(one, { favor, id: favorIds[one.favor] as string, ids, model });
  }

  async function performOn(
    one: Extract<Act, { favor: number }>,
    on: { favor: ModelFavor; id: string; ids: string[]; model: FavorModel },
  ): Promise<[boolean, boolean]> {
    const { favor, id, ids, model } = on;
    const borrower = { id: ids[favor.borrower] as string, name: "", loyalty: 0 };
    if (one.kind === "accept") {
      return [(await stand.accept({ id, borrower })).ok, model.accept(favor)];
    }
    if (one.kind === "repay") {
      const amount = BigInt(one.amount);
      return [(await stand.repay({ id, borrower }, amount)).ok, model.repay(favor, amount)];
    }
    const ended =
      one.kind === "decline"
        ? await stand.end(id, borrower.id, "declined")
        : await stand.end(id, ids[favor.lender] as string, "withdrawn");
    // The same end once more is the same answer.
    const isAgain = ended.ok && !ended.value.isNew;
    return [ended.ok && !isAgain, model.end(favor)];
  }

  it("does what plain arithmetic says: every answer, every balance, every debt", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
        const ids = await stand.players(...Array.from({ length: PLAYERS }, () => 0n));
        const model = new FavorModel(PLAYERS);
        const favorIds: string[] = [];
        for (const one of acts) {
          const [did, should] = await perform(one, { model, ids, favorIds });
          expect(did, JSON.stringify(one)).to.equal(should);
          const sum = model.chips.reduce((total, chips) => total + chips, 0n);
          const won = model.winnings.reduce((total, chips) => total + chips, 0n);
          expect(sum).to.equal(1_000n * BigInt(PLAYERS) + won);
        }
        for (const [i, id] of ids.entries()) {
          expect((await stand.wallet(id)).balanceTotal).to.equal(model.chips[i]);
        }
        const rows: { repaid: string; status: string }[] = await dataSource.query(
          "select repaid, status from favors where id = any($1) order by id",
          [favorIds],
        );
        const ended = ["declined", "withdrawn"];
        expect(
          rows.map(({ repaid, status }) => [repaid, ended.includes(status) ? "ended" : status]),
        ).to.deep.equal(model.favors.map(({ repaid, status }) => [repaid.toString(), status]));
      }),
      { numRuns: 25 },
    );
    const { differences } = await auditLedger(dataSource, ledgerChecks);
    expect(differences).to.deep.equal([]);
  });
});
