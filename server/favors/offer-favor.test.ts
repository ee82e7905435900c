import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import { ledgerChecks } from "#server/ledger/audit-checks.ts";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import {
  type FavorStand,
  made,
  openFavorStand,
  openRoom,
  said,
} from "#server/testing/favor-stand.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { acceptFavor } from "./accept-favor.ts";
import type { FavorOrder } from "./offer-favor.ts";
import { readMyFavors } from "./read-my-favors.ts";

describe("an offer of a favor", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let stand: FavorStand;
  let lender: string;
  let borrower: string;
  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    stand = await openFavorStand(dataSource);
    [lender, borrower] = (await stand.players(600n, 0n)) as [string, string];
  });
  after(async () => {
    const { differences } = await auditLedger(dataSource, ledgerChecks);
    expect(differences).to.deep.equal([]);
    await database.drop();
  });

  const offer = (order: Partial<FavorOrder> = {}) =>
    stand.offer({ lenderId: lender, borrowerId: borrower, ...order });

  it("moves nothing, and says what it would be", async () => {
    const { favor } = made(await offer({ amount: 101n, feePercent: 10, races: 5 }));
    expect(favor).to.deep.include({
      amount: 101n,
      fee: 11n,
      owed: 0n,
      repaid: 0n,
      racesLeft: 5,
      status: "offered",
      isOverdue: false,
    });
    expect([favor.lender.id, favor.borrower.id]).to.deep.equal([lender, borrower]);
    expect((await stand.wallet(lender)).balanceTotal).to.equal(1_600n);
    await stand.end(favor.id, lender, "withdrawn");
  });

  it("is made once for its key, and the key is of no use for another", async () => {
    const key = randomUUID();
    const first = await offer({ key });
    const again = await offer({ key });
    expect(again).to.deep.equal({ ok: true, isReplayed: true, text: first.ok && first.text });
    expect(said(await offer({ key, amount: 99n }))).to.equal("idempotency_key_reused");
    await stand.end(made(first).favor.id, lender, "withdrawn");
  });

  const limits: [string, Partial<FavorOrder>, string][] = [
    ["all that was won", { amount: 600n }, "ok"],
    ["a chip more than was won", { amount: 601n }, "favor_limit_reached 600"],
    ["nothing", { amount: 0n }, "invalid_input"],
    ["one chip", { amount: 1n }, "ok"],
    ["a player that is not there", { borrowerId: randomUUID() }, "player_unknown"],
  ];
  for (const [what, order, outcome] of limits) {
    it(`of ${what} is answered ${outcome}`, async () => {
      const answer = await offer(order);
      expect(said(answer)).to.equal(outcome);
      if (answer.ok) await stand.end(made(answer).favor.id, lender, "withdrawn");
    });
  }

  it("to oneself is refused", async () => {
    expect(said(await offer({ borrowerId: lender }))).to.equal("player_unknown");
  });

  it("to a player of another lobby is refused", async () => {
    const [elsewhere] = (await makePlayers(dataSource, [1_000n])) as [string];
    await dataSource.query("update players set lobby_code = 'GHJK' where id = $1", [elsewhere]);
    expect(said(await offer({ borrowerId: elsewhere }))).to.equal("player_unknown");
    const other = await openRoom(dataSource, "GHJK");
    expect(said(await offer({ roomKey: other.id }))).to.equal("player_unknown");
  });

  it("needs three settled races of both", async () => {
    for (const [late, races, outcome] of [
      [lender, 2, "favor_not_allowed"],
      [borrower, 2, "favor_not_allowed"],
      [borrower, 0, "favor_not_allowed"],
    ] as const) {
      stand.races.set(late, races);
      expect(said(await offer())).to.equal(outcome);
      stand.races.clear();
    }
  });

  it("is not above the most of one favor, whatever was won", async () => {
    const [rich] = (await stand.players(9_000n)) as [string];
    const most = await offer({ lenderId: rich, amount: 5_001n });
    expect(said(most)).to.equal("favor_limit_reached 5000");
    expect(said(await offer({ lenderId: rich, amount: 5_000n }))).to.equal("ok");
  });

  it("leaves a lender three that wait for an answer", async () => {
    const [generous] = (await stand.players(900n)) as [string];
    const ask = () => offer({ lenderId: generous });
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers.map(said).sort()).to.deep.equal([
      ...Array(3).fill("favor_limit_reached"),
      ...Array(3).fill("ok"),
    ]);
    const { favor } = made(answers.find(({ ok }) => ok) as (typeof answers)[number]);
    await stand.end(favor.id, borrower, "declined");
    expect(said(await ask())).to.equal("ok");
  });

  it("does not count those that wait in another lobby, where the lender can't see them", async () => {
    const [generous] = (await stand.players(900n)) as [string];
    for (let i = 0; i < 3; i += 1) made(await offer({ lenderId: generous }));
    const elsewhere = await openRoom(dataSource, "MNPR");
    await dataSource.query("update players set lobby_code = 'MNPR' where id = $1", [borrower]);
    const answer = await offer({ lenderId: generous, roomKey: elsewhere.id });
    await dataSource.query("update players set lobby_code = 'BCDF' where id = $1", [borrower]);
    expect(said(answer)).to.equal("ok");
  });

  it("belongs to its lobby, not to the lobby's code", async () => {
    const first = await openRoom(dataSource, "QRST");
    await dataSource.query("update players set lobby_code = 'QRST' where id = $1", [borrower]);
    const { favor } = made(await offer({ roomKey: first.id }));
    await dataSource.query("update durable_rooms set closed_at = now() where id = $1", [first.id]);
    const { id: roomKey } = await openRoom(dataSource, "QRST");
    const shown = await readMyFavors(stand.house, { playerId: borrower, roomKey });
    const taken = await acceptFavor(stand.house, {
      ...{ playerId: borrower, roomKey, key: randomUUID(), favorId: favor.id, now: 0 },
    });
    await dataSource.query("update players set lobby_code = 'BCDF' where id = $1", [borrower]);
    expect(shown.offersToMe.map(({ id }) => id)).not.to.include(favor.id);
    expect(said(taken)).to.equal("favor_unknown");
  });

  it("is ended by the one who made it or the one it was made to, and by nobody else", async () => {
    const [stranger] = (await stand.players(0n)) as [string];
    const { favor } = made(await offer());
    for (const [who, as, outcome] of [
      [stranger, "declined", "favor_unknown"],
      [lender, "declined", "favor_unknown"],
      [borrower, "withdrawn", "favor_unknown"],
      [borrower, "declined", "ok"],
      [borrower, "declined", "ok"],
      [lender, "withdrawn", "favor_not_open"],
    ] as const) {
      expect(said(await stand.end(favor.id, who, as)), `${as} by another`).to.equal(outcome);
    }
    expect(said(await stand.accept(favor))).to.equal("favor_not_open");
  });
});
