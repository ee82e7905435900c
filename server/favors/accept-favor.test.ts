import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { Favor } from "#common/favors/favor-schemas.ts";
import { isRetryable, type RefusalCode } from "#common/framework/refusals.ts";
import { ledgerChecks } from "#server/ledger/audit-checks.ts";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { readStatement } from "#server/ledger/read-statement.ts";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import {
  type FavorStand,
  made,
  openFavorStand,
  openRoom,
  said,
} from "#server/testing/favor-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { acceptFavor } from "./accept-favor.ts";
import type { FavorOrder } from "./offer-favor.ts";

describe("accepting a favor", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let stand: FavorStand;
  before(async () => {
    database = await createTestDatabase({ poolSize: 24 });
    dataSource = database.dataSource;
    stand = await openFavorStand(dataSource);
  });
  after(async () => {
    const { differences } = await auditLedger(dataSource, ledgerChecks);
    expect(differences).to.deep.equal([]);
    await database.drop();
  });

  /** A lender with 600 won and a borrower with nothing, and an offer between them. */
  async function offered(order: Partial<FavorOrder> = {}, winnings = 600n): Promise<Favor> {
    const [lenderId, borrowerId] = (await stand.players(winnings, 0n)) as [string, string];
    return made(await stand.offer({ lenderId, borrowerId, ...order })).favor;
  }
  const totalOf = async (playerId: string) => (await stand.wallet(playerId)).balanceTotal;

  it("moves the amount, and the fee is owed with it", async () => {
    const favor = await offered({ amount: 200n, feePercent: 15 });
    const paid = made(await stand.accept(favor));
    expect(paid.favor).to.deep.include({ status: "open", owed: 230n, fee: 30n, racesLeft: 3 });
    expect(paid.wallet).to.deep.include({ total: 1_200n, available: 1_200n, locked: 0n });
    expect(await totalOf(favor.lender.id)).to.equal(1_400n);
  });

  it("names the other on both statements", async () => {
    const favor = await offered();
    await stand.accept(favor);
    for (const [playerId, amount, other] of [
      [favor.lender.id, -100n, favor.borrower.name],
      [favor.borrower.id, 100n, favor.lender.name],
    ] as const) {
      const { entries } = await readStatement(dataSource.manager, {
        playerId,
        currency: "chips",
        limit: 1,
        raceWords: async () => new Map(),
      });
      expect(entries[0]).to.deep.include({ kind: "favor_lent", amount, otherPlayer: other });
    }
  });

  it("happens once, whatever number of times it is asked for at once", async () => {
    const favor = await offered({ amount: 300n });
    const one = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        insist(() => stand.accept(favor, i < 20 ? one : randomUUID())),
      ),
    );
    expect(answers.filter((answer) => answer.ok && !answer.isReplayed)).lengthOf(1);
    const refused = answers.filter((answer) => !answer.ok).map(said);
    expect(new Set(refused)).to.deep.equal(new Set(["favor_not_open"]));
    expect([await totalOf(favor.lender.id), await totalOf(favor.borrower.id)]).to.deep.equal([
      1_300n,
      1_300n,
    ]);
  });

  it("and withdrawing at once: one of the two happens", async () => {
    for (let round = 0; round < 10; round += 1) {
      const favor = await offered();
      const [accepted, withdrawn] = await Promise.all([
        stand.accept(favor),
        stand.end(favor.id, favor.lender.id, "withdrawn"),
      ]);
      expect([accepted.ok, withdrawn.ok].filter(Boolean)).lengthOf(1);
      expect(await totalOf(favor.borrower.id)).to.equal(accepted.ok ? 1_100n : 1_000n);
    }
  });

  it("happens once when the answer to its commit is lost", async () => {
    const cut = await cutAtCommit(database.url);
    try {
      const favor = await offered();
      cut.loseAnswers(1);
      const answer = await stand.accept(favor, "lost", {
        ...stand.house,
        dataSource: cut.dataSource,
      });
      expect(said(answer)).to.equal("ok");
      expect(await stand.accept(favor, "lost")).to.deep.include({ ok: true, isReplayed: true });
      expect(await totalOf(favor.borrower.id)).to.equal(1_100n);
    } finally {
      await cut.close();
    }
  });

  it("looks at the lender's means again", async () => {
    const favor = await offered({ amount: 400n });
    await stand.win(favor.lender.id, -300n);
    expect(said(await stand.accept(favor))).to.equal("favor_limit_reached 300");
  });

  it("of two offers on the same winnings takes one", async () => {
    const first = await offered({ amount: 400n });
    const [other] = (await stand.players(0n)) as [string];
    const second = made(
      await stand.offer({ lenderId: first.lender.id, borrowerId: other, amount: 400n }),
    ).favor;
    const answers = await Promise.all([stand.accept(first), stand.accept(second)]);
    expect(answers.map(said).sort()).to.deep.equal(["favor_limit_reached 200", "ok"]);
  });

  it("lends nothing on: what was borrowed was not won", async () => {
    const favor = await offered({ amount: 500n });
    const { borrower } = made(await stand.accept(favor)).favor;
    const [other] = (await stand.players(0n)) as [string];
    const onward = await stand.offer({ lenderId: borrower.id, borrowerId: other, amount: 1n });
    expect(said(onward)).to.equal("favor_limit_reached 0");
  });

  it("is the borrower's alone, in the lobby of the offer", async () => {
    const favor = await offered();
    const thief = { ...favor, borrower: favor.lender };
    expect(said(await stand.accept(thief))).to.equal("favor_unknown");
    expect(said(await stand.accept({ ...favor, id: "999999" }))).to.equal("favor_unknown");
    const elsewhere = await openRoom(dataSource, "MNPR");
    const far = await acceptFavor(stand.house, {
      playerId: favor.borrower.id,
      roomKey: elsewhere.id,
      key: "far",
      favorId: favor.id,
      now: 0,
    });
    expect(said(far)).to.equal("favor_unknown");
  });

  it("stops at three open debts", async () => {
    const [borrowerId] = (await stand.players(0n)) as [string];
    const favors: Favor[] = [];
    for (let i = 0; i < 5; i += 1) favors.push(await offered({ borrowerId }));
    const answers = await Promise.all(favors.map((favor) => stand.accept(favor)));
    expect(answers.map(said).sort()).to.deep.equal([
      "favor_limit_reached",
      "favor_limit_reached",
      "ok",
      "ok",
      "ok",
    ]);
    expect(await totalOf(borrowerId)).to.equal(1_300n);
  });

  it("stops where all debts would be more than twice the most of one favor", async () => {
    const [borrowerId] = (await stand.players(0n)) as [string];
    const big = { borrowerId, amount: 4_900n, feePercent: 0 };
    const first = await offered(big, 6_000n);
    const second = await offered(big, 6_000n);
    const third = await offered({ ...big, amount: 201n }, 6_000n);
    const fits = await offered({ ...big, amount: 181n, feePercent: 10 }, 6_000n);
    await stand.accept(first);
    await stand.accept(second);
    expect(said(await stand.accept(third))).to.equal("favor_limit_reached 200");
    expect(said(await stand.accept(fits))).to.equal("ok");
  });
});

/** Sends again what may be sent again, as a phone does. */
async function insist<Answer extends { ok: boolean; refusal?: { code: RefusalCode } }>(
  send: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const answer = await send();
    if (answer.refusal === undefined || !isRetryable(answer.refusal.code)) return answer;
  }
}
