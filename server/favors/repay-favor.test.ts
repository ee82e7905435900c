import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { Favor } from "#common/favors/favor-schemas.ts";
import { ledgerChecks } from "#server/ledger/audit-checks.ts";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { FavorEntity } from "#server/ledger/favor-entity.ts";
import { topUpBroke } from "#server/ledger/top-up-broke.ts";
import { transaction } from "#server/storage/transaction.ts";
import { type FavorStand, made, openFavorStand, said } from "#server/testing/favor-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { readMyFavors } from "./read-my-favors.ts";

describe("repaying a favor", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let stand: FavorStand;
  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    stand = await openFavorStand(dataSource);
  });
  afterEach(async () => {
    const { differences } = await auditLedger(dataSource, ledgerChecks);
    expect(differences).to.deep.equal([]);
    await database.drop();
  });

  /** 500 lent for a fee of 50, and this many official races since. */
  async function open(racesPast = 1): Promise<Favor> {
    const [lenderId, borrowerId] = (await stand.players(500n, 0n)) as [string, string];
    const { favor } = made(await stand.offer({ lenderId, borrowerId, amount: 500n }));
    const accepted = made(await stand.accept(favor)).favor;
    await dataSource.manager.update(FavorEntity, { id: BigInt(favor.id) }, { racesPast });
    return accepted;
  }
  const totalOf = async (playerId: string) => (await stand.wallet(playerId)).balanceTotal;

  it("goes in parts; the last chip raises the loyalty of both", async () => {
    const favor = await open();
    const part = made(await stand.repay(favor, 549n));
    expect(part.favor).to.deep.include({ status: "open", owed: 1n, repaid: 549n, endedAt: null });
    expect(part.favor.borrower.loyalty).to.equal(100);
    const whole = made(await stand.repay(favor, 1n));
    expect(whole.favor).to.deep.include({ status: "repaid", owed: 0n, repaid: 550n });
    expect([whole.favor.lender.loyalty, whole.favor.borrower.loyalty]).to.deep.equal([105, 105]);
    expect(whole.wallet).to.deep.include({ total: 950n });
    expect(await totalOf(favor.lender.id)).to.equal(1_550n);
    expect(said(await stand.repay(favor, 1n))).to.equal("favor_not_open");
  });

  it("raises nobody's loyalty before a race has been run on it", async () => {
    const favor = await open(0);
    const { lender, borrower, status } = made(await stand.repay(favor, 550n)).favor;
    expect([status, lender.loyalty, borrower.loyalty]).to.deep.equal(["repaid", 100, 100]);
  });

  it("never raises loyalty past 200", async () => {
    const favor = await open();
    await dataSource.query("update players set loyalty = 198");
    const { lender, borrower } = made(await stand.repay(favor, 550n)).favor;
    expect([lender.loyalty, borrower.loyalty]).to.deep.equal([200, 200]);
  });

  it("is refused where there is nothing to give, nothing owed, or nothing of mine", async () => {
    const favor = await open();
    const cases = [
      [await stand.repay(favor, 0n), "invalid_input"],
      [await stand.repay(favor, 551n), "favor_limit_reached 550"],
      [await stand.repay(favor, 1n, { playerId: favor.lender.id }), "favor_unknown"],
      [await stand.repay({ ...favor, id: "12345" }, 1n), "favor_unknown"],
    ] as const;
    for (const [answer, outcome] of cases) expect(said(answer)).to.equal(outcome);
    await stand.win(favor.borrower.id, -1_400n);
    expect(said(await stand.repay(favor, 101n))).to.equal("insufficient_funds 100");
  });

  it("happens once for its key, and never beyond what is owed when tapped at once", async () => {
    const favor = await open();
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => stand.repay(favor, 300n, { key: "tap" })),
      ...Array.from({ length: 5 }, () => stand.repay(favor, 300n)),
    ]);
    expect(answers.filter((answer) => answer.ok && !answer.isReplayed)).lengthOf(1);
    expect(await totalOf(favor.borrower.id)).to.equal(1_200n);
  });

  it("frees what was won to be lent again: the amount first, the fee last", async () => {
    const favor = await open();
    const lendableNow = async () =>
      (await readMyFavors(stand.house, { playerId: favor.lender.id, roomKey: stand.room.id }))
        .lendable;
    expect(await lendableNow()).to.equal(0n);
    await stand.repay(favor, 200n);
    expect(await lendableNow()).to.equal(200n);
    await stand.repay(favor, 350n);
    expect(await lendableNow()).to.equal(500n);
  });

  it("leaves a lender without chips what is owed to them: no daily floor on top", async () => {
    const favor = await open();
    const { lender, borrower } = favor;
    await stand.win(lender.id, -950n);
    await stand.win(borrower.id, -1_500n);
    const topUp = (day: string) =>
      transaction(dataSource, (manager) =>
        topUpBroke(manager, {
          playerIds: [lender.id, borrower.id],
          currency: "chips",
          floor: 700n,
          day,
        }),
      );
    await topUp("2030-01-01");
    expect(await totalOf(lender.id)).to.equal(150n);
    expect(await totalOf(borrower.id)).to.equal(700n);
    await stand.repay(favor, 400n);
    await stand.win(lender.id, -450n);
    await topUp("2030-01-02");
    expect(await totalOf(lender.id)).to.equal(550n);
  });

  const sunk: [string, string][] = [
    ["in default", "update favors set defaulted_at = 1"],
    ["of a closed lobby", "update durable_rooms set closed_at = now()"],
  ];
  for (const [what, sql] of sunk) {
    it(`owes a lender nothing they could live on once it is ${what}: the floor is granted`, async () => {
      const { lender } = await open();
      await stand.win(lender.id, -1_000n);
      const topUp = (day: string) =>
        transaction(dataSource, (manager) =>
          topUpBroke(manager, { playerIds: [lender.id], currency: "chips", floor: 100n, day }),
        );
      expect(await topUp("2030-01-01")).lengthOf(0);
      await dataSource.query(sql);
      expect(await topUp("2030-01-01")).lengthOf(1);
      expect(await totalOf(lender.id)).to.equal(100n);
    });
  }

  it("is shown to both, the open ones and the past", async () => {
    const favor = await open();
    const { lender, borrower } = favor;
    const [mine, theirs] = [lender, borrower].map(({ id }) =>
      readMyFavors(stand.house, { playerId: id, roomKey: stand.room.id }),
    ) as [ReturnType<typeof readMyFavors>, ReturnType<typeof readMyFavors>];
    expect((await mine).lent.map(({ id, owed }) => [id, owed])).to.deep.equal([[favor.id, 550n]]);
    expect((await theirs).borrowed.map(({ id }) => id)).to.deep.equal([favor.id]);
    expect((await theirs).lendable).to.equal(0n);
    await stand.repay(favor, 550n);
    const after = await readMyFavors(stand.house, { playerId: lender.id, roomKey: stand.room.id });
    expect([after.lent, after.past.map(({ id, status }) => [id, status])]).to.deep.equal([
      [],
      [[favor.id, "repaid"]],
    ]);
    expect(after.loyalty).to.equal(105);
  });
});
