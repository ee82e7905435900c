import { expect } from "chai";
import type { DataSource } from "typeorm";
import { effectBits } from "#common/race/powers.ts";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { WalletEntity } from "#server/ledger/wallet-entity.ts";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openPowerStand, type PowerStand } from "#server/testing/power-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { untilSomeoneWaits } from "#server/testing/until-someone-waits.ts";
import type { CastAnswer } from "./cast-power.ts";
import { readCasts } from "./read-casts.ts";
import { resolveCasts } from "./resolve-casts.ts";

describe("the powers of a running race", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let stand: PowerStand;
  let ana: string;
  let bruno: string;
  before(async () => {
    database = await createTestDatabase({ poolSize: 8 });
    dataSource = database.dataSource;
  });
  after(() => database.drop());
  beforeEach(async () => {
    [ana, bruno] = (await makePlayers(dataSource, [1_000n, 1_000n])) as [string, string];
    stand = await openPowerStand(dataSource);
    stand.pass(10);
  });

  const castsOf = (playerId: string) =>
    readCasts(dataSource.manager, { playerId, raceId: stand.run.id });
  const balanceOf = async (playerId: string) => {
    const wallet = await dataSource.manager.findOneByOrFail(WalletEntity, { playerId });
    return { total: wallet.balanceTotal, locked: wallet.balanceLocked };
  };
  const house = async () => {
    const [row] = await dataSource.query("SELECT balance FROM accounts WHERE name = 'house:chips'");
    return BigInt((row as { balance: string }).balance);
  };
  const effectsOf = (at: PowerStand, runner: number) =>
    at.state.runners.get(String(runner))?.effects;

  it("work at their tick: a boost is captured for the house, the same again is released with a reason", async () => {
    const before = await house();
    await stand.cast(ana);
    await stand.cast(bruno);
    stand.pass(5);
    expect(effectsOf(stand, 1)).to.equal(0);
    stand.pass(1);
    expect(effectsOf(stand, 1)).to.equal(effectBits.boost);
    await stand.desk.idle();
    expect((await castsOf(ana))[0]).to.include({ status: "captured", reason: "" });
    expect((await castsOf(bruno))[0]).to.include({ status: "released", reason: "already_active" });
    expect(await balanceOf(ana)).to.deep.equal({ total: 940n, locked: 0n });
    expect(await balanceOf(bruno)).to.deep.equal({ total: 1_000n, locked: 0n });
    expect((await house()) - before).to.equal(60n);
    const told = Object.fromEntries(stand.changes.map((change) => [change.playerId, change]));
    expect(told[ana]?.casts.map(({ status }) => status)).to.deep.equal(["captured"]);
    expect(told[bruno]?.casts.map(({ status }) => status)).to.deep.equal(["released"]);
    expect(told[ana]?.wallet).to.include({ total: 940n, locked: 0n });
  });

  it("are written once, however often it is tried", async () => {
    await stand.cast(ana);
    await stand.cast(bruno, { power: "slow", target: 2 });
    stand.pass(10);
    await stand.desk.idle();
    const balances = [await balanceOf(ana), await balanceOf(bruno)];
    const { casts: outcomes } = stand.run.result();
    const write = () => resolveCasts(dataSource, { raceId: stand.run.id, outcomes });
    expect((await Promise.all([write(), write(), write()])).flat()).to.deep.equal([]);
    await stand.desk.resolveAll(stand.run.id, outcomes);
    expect([await balanceOf(ana), await balanceOf(bruno)]).to.deep.equal(balances);
  });

  it("are written once when several write at the same time", async () => {
    for (let i = 0; i < 5; i += 1) await stand.cast(ana, { target: i + 1 });
    const { casts: outcomes } = stand.run.result();
    const write = () => resolveCasts(dataSource, { raceId: stand.run.id, outcomes });
    const changes = (await Promise.all([write(), write(), write()])).flat();
    expect(changes.flatMap(({ casts }) => casts)).to.have.length(5);
    expect(await balanceOf(ana)).to.deep.equal({ total: 700n, locked: 0n });
  });

  it("decide the result, as a simulation of the record's inputs does", async () => {
    const { order } = stand.run.result();
    const last = order.at(-1)?.[0] as number;
    const timeOf = () => stand.run.result().finishTimesMs[last - 1] as number;
    const without = timeOf();
    await stand.cast(ana, { target: last });
    expect(timeOf()).to.be.below(without);
    while (!stand.pass(1));
    const shown = [...stand.state.runners.values()].map(({ finishTimeMs }) => finishTimeMs);
    expect(shown).to.deep.equal(stand.run.result().finishTimesMs);
    expect(stand.run.casts).to.deep.equal(stand.run.result().casts);
    expect(stand.state.arePowersOpen).to.equal(false);
  });

  it("hold the race's clock while one is on its way, and the off moves on by the wait", async () => {
    const offAt = stand.run.offAt;
    const hold = stand.run.holdTick();
    expect(hold?.tick).to.equal(15);
    stand.pass(25);
    expect(stand.state.tick).to.equal(15);
    expect(stand.run.isStuck).to.equal(false);
    hold?.release();
    stand.pass(1);
    expect(stand.state.tick).to.equal(16);
    expect(stand.run.offAt - offAt).to.equal(20 * 50);
    expect(stand.state.offAtMs).to.equal(stand.run.offAt);
  });

  it("give the race up after five seconds of waiting", () => {
    stand.run.holdTick();
    stand.pass(105);
    expect([stand.state.tick, stand.run.isStuck]).to.deep.equal([15, false]);
    stand.pass(1);
    expect(stand.run.isStuck).to.equal(true);
    expect(stand.run.arePowersOpen()).to.equal(false);
  });

  it("throw when one comes after its tick: nothing may change what was shown", () => {
    stand.pass(10);
    const late = { tick: 12, seq: 1, player: ana, power: "boost", target: 1 };
    expect(() => stand.run.take(late)).to.throw("after its tick");
  });

  it("never wait for a lock: the tick is chosen when the row is written", async () => {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query("SELECT 1 FROM wallets WHERE player_id = $1 FOR UPDATE", [ana]);
    const answer = stand.cast(ana);
    await untilSomeoneWaits(dataSource);
    stand.pass(40);
    expect(stand.state.tick).to.equal(50);
    await runner.rollbackTransaction();
    await runner.release();
    expect(tickOf(await answer)).to.equal(55);
  });

  describe("when the answer to a commit is lost", () => {
    it("are taken once they are found, at the tick they held", async () => {
      const cut = await cutAtCommit(database.url);
      try {
        const lossy = await stand.reopen(cut.dataSource);
        lossy.pass(10);
        cut.loseAnswers(1);
        const answer = await lossy.cast(ana);
        expect(tickOf(answer)).to.equal(15);
        expect(lossy.news).to.have.length(1);
        lossy.pass(6);
        expect(effectsOf(lossy, 1)).to.equal(effectBits.boost);
        await lossy.desk.idle();
        expect((await castsOf(ana)).map(({ status }) => status)).to.deep.equal(["captured"]);
      } finally {
        await cut.close();
      }
    });

    it("hold the race until the database is back, then work at their tick", async () => {
      const cut = await cutAtCommit(database.url);
      try {
        const lossy = await stand.reopen(cut.dataSource);
        lossy.pass(10);
        cut.hangUpAfterCommit();
        const answer = lossy.cast(ana);
        await untilCommitted(dataSource, ana);
        lossy.pass(30);
        expect([lossy.state.tick, lossy.run.isStuck]).to.deep.equal([15, false]);
        cut.takeCalls();
        expect(tickOf(await answer)).to.equal(15);
        lossy.pass(10);
        expect(lossy.state.tick).to.equal(25);
        expect(effectsOf(lossy, 1)).to.equal(effectBits.boost);
      } finally {
        await cut.close();
      }
    });
  });

  it("are refused while the database is away, and the race runs on; what had worked is written later", async () => {
    const cut = await cutAtCommit(database.url);
    try {
      const away = await stand.reopen(cut.dataSource);
      away.pass(10);
      await away.cast(ana);
      cut.hangUp();
      const refused = await away.cast(bruno);
      expect(refused.ok || refused.refusal.code).to.equal("overloaded");
      away.pass(60);
      expect(away.state.tick).to.equal(70);
      await away.desk.idle();
      expect((await castsOf(ana))[0]?.status).to.equal("held");
      cut.takeCalls();
      away.pass(40);
      await away.desk.idle();
      expect((await castsOf(ana))[0]?.status).to.equal("captured");
      expect((await away.cast(bruno)).ok).to.equal(true);
    } finally {
      await cut.close();
    }
  });

  it("are the same after a crash: read again, run again, and what was left is written", async () => {
    await stand.cast(ana);
    await stand.cast(bruno, { power: "slow", target: 1 });
    stand.pass(10);
    await stand.desk.idle();
    await stand.cast(bruno, { power: "shield", target: 3 });
    await stand.cast(ana, { power: "shield", target: 3 });
    const before = stand.run.result();
    expect(before.casts).to.have.length(4);

    const next = await stand.reopen();
    expect(next.run.result()).to.deep.equal(before);
    // Back to where an older heartbeat was: what was shown is run again, and stays what it was.
    next.pass(2);
    const early = await next.cast(ana, { target: 1 });
    expect(tickOf(early)).to.equal(25);
    const outcomesOf = (seqs: number) => next.run.result().casts.slice(0, seqs);
    expect(outcomesOf(4)).to.deep.equal(before.casts);
    next.pass(30);
    await next.desk.idle();
    const all = [...(await castsOf(ana)), ...(await castsOf(bruno))];
    expect(all.toSorted((a, b) => a.seq - b.seq).map(({ status }) => status)).to.deep.equal([
      "captured",
      "captured",
      "captured",
      "released",
      "released",
    ]);
    expect((await balanceOf(ana)).locked + (await balanceOf(bruno)).locked).to.equal(0n);
  });

  it("leave clean books", async () => {
    const { differences } = await auditLedger(dataSource);
    expect(differences).to.deep.equal([]);
  });
});

function tickOf(answer: CastAnswer): number {
  if (!answer.ok) throw new Error(answer.refusal.code);
  return (JSON.parse(answer.text) as { cast: { tick: number } }).cast.tick;
}

async function untilCommitted(dataSource: DataSource, playerId: string): Promise<void> {
  for (;;) {
    const rows: unknown[] = await dataSource.query(
      "SELECT 1 FROM race_inputs WHERE player_id = $1",
      [playerId],
    );
    if (rows.length > 0) return;
  }
}
