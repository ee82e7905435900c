import { expect } from "chai";
import { DataSource, type EntityManager } from "typeorm";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { silentLog } from "#server/testing/test-postgres.ts";
import { dataSourceOptions } from "./data-source-options.ts";
import { isDatabaseAway } from "./is-database-away.ts";
import { sqlState } from "./sql-state.ts";
import { transaction } from "./transaction.ts";
import { CommitUnknown, DatabaseUnavailable, TransactionExhausted } from "./transaction-errors.ts";

describe("a transaction", () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    await dataSource.query(
      `create table purse (id int primary key, chips bigint not null);
       create function refuse_late() returns trigger language plpgsql as $$
         begin raise exception 'refused at commit' using errcode = 'P0042'; end $$;
       create table late (id int);
       create constraint trigger late_refused after insert on late
         deferrable initially deferred for each row execute function refuse_late();`,
    );
  });
  beforeEach(() => dataSource.query("truncate purse; insert into purse values (1, 100), (2, 100)"));
  after(() => database.drop());

  it("answers what its callback answers, once it is committed", async () => {
    const answer = await transaction(dataSource, async (manager) => {
      await move(manager, 1, -10n);
      return "moved";
    });
    expect(answer).to.equal("moved");
    expect(await chipsOf(1)).to.equal("90");
  });

  it("rolls back and throws what its callback throws", async () => {
    const thrown = await failureOf(async (manager) => {
      await move(manager, 1, -10n);
      throw new RangeError("no");
    });
    expect(thrown).to.be.instanceOf(RangeError);
    expect(await chipsOf(1)).to.equal("100");
  });

  it("runs the whole callback again when it met a deadlock", async () => {
    const meet = barrier(2);
    let runs = 0;
    async function swap(from: number, to: number): Promise<void> {
      await transaction(dataSource, async (manager) => {
        runs += 1;
        await move(manager, from, -1n);
        await meet();
        await move(manager, to, 1n);
      });
    }
    await Promise.all([swap(1, 2), swap(2, 1)]);
    expect(runs).to.equal(3);
    expect([await chipsOf(1), await chipsOf(2)]).to.deep.equal(["100", "100"]);
  });

  it("runs the whole callback again when it could not be serialized", async () => {
    let runs = 0;
    await transaction(dataSource, async (manager) => {
      runs += 1;
      await manager.query("set transaction isolation level repeatable read");
      await manager.query("select chips from purse where id = 1");
      if (runs === 1) await dataSource.query("update purse set chips = chips + 1 where id = 1");
      await move(manager, 1, -10n);
    });
    expect(runs).to.equal(2);
    expect(await chipsOf(1)).to.equal("91");
  });

  it("gives up after five tries, having written nothing", async () => {
    let runs = 0;
    const thrown = await failureOf(async (manager) => {
      runs += 1;
      await move(manager, 1, -10n);
      await manager.query("do $$ begin raise exception 'again' using errcode = '40001'; end $$");
    });
    expect(thrown).to.be.instanceOf(TransactionExhausted);
    expect(sqlState(thrown)).to.equal("40001");
    expect(runs).to.equal(5);
    expect(await chipsOf(1)).to.equal("100");
  });

  it("has written nothing when its connection broke before the commit", async () => {
    const thrown = await failureOf(async (manager) => {
      await move(manager, 1, -10n);
      await killBackendOf(manager);
      await move(manager, 2, 10n);
    });
    expect(thrown).to.be.instanceOf(DatabaseUnavailable);
    expect(await chipsOf(1)).to.equal("100");
  });

  it("says that the outcome is unknown when its connection broke at the commit", async () => {
    await dataSource.query(
      `create table fatal (id int);
       create function die() returns trigger language plpgsql as $$
         begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$;
       create constraint trigger dies after insert on fatal
         deferrable initially deferred for each row execute function die();`,
    );
    const thrown = await failureOf(async (manager) => {
      await manager.query("insert into fatal values (1)");
    });
    expect(thrown).to.be.instanceOf(CommitUnknown);
    expect(await chipsOf(1)).to.equal("100");
  });

  it("passes on what the database refuses at the commit", async () => {
    const thrown = await failureOf(async (manager) => {
      await manager.query("insert into late values (1)");
    });
    expect(sqlState(thrown)).to.equal("P0042");
  });

  it("fails when its callback kept a failed statement to itself", async () => {
    const thrown = await failureOf(async (manager) => {
      await move(manager, 1, -10n);
      await manager.query("select 1 / 0").catch(() => undefined);
    });
    expect(thrown).to.be.instanceOf(Error).with.property("message").that.includes("nothing was");
    expect(await chipsOf(1)).to.equal("100");
  });

  it("lets no statement that was not awaited escape its rollback", async () => {
    let straggler: Promise<string> | undefined;
    await failureOf(async (manager) => {
      const failed = manager.query("select 1 / 0");
      straggler = failed
        .catch(() => move(manager, 1, -10n))
        .then(
          () => "written",
          () => "refused",
        );
      await failed;
    });
    expect(await straggler).to.equal("refused");
    expect(await chipsOf(1)).to.equal("100");
  });

  it("is needed as long as TypeORM's own lets such a statement escape (typeorm#12645)", async () => {
    let straggler: Promise<unknown> | undefined;
    const failed = dataSource.transaction(async (manager) => {
      const failing = manager.query("select 1 / 0");
      straggler = manager.query("select 1").catch(() => move(manager, 1, -10n));
      await failing;
    });
    await failed.catch((error: unknown) => expect(sqlState(error)).to.equal("22012"));
    await straggler;
    // When this fails, TypeORM was mended, and `gateQueries` may go.
    expect(await chipsOf(1)).to.equal("90");
  });

  it("rolls back a savepoint alone", async () => {
    await transaction(dataSource, async (manager) => {
      await move(manager, 1, -10n);
      await manager
        .transaction(async (inner) => {
          await move(inner, 2, 10n);
          throw new RangeError("no");
        })
        .catch((error: unknown) => expect(error).to.be.instanceOf(RangeError));
    });
    expect([await chipsOf(1), await chipsOf(2)]).to.deep.equal(["90", "100"]);
  });

  it("leaves the pool whole after every kind of failure", async () => {
    for (let times = 0; times < 6; times += 1) {
      await failureOf(async (manager) => {
        if (times % 2 === 0) await killBackendOf(manager);
        throw new RangeError("no");
      });
    }
    expect(await dataSource.query("select 1 as one")).to.deep.equal([{ one: 1 }]);
  });

  it("is unavailable when the database lets nobody in", async () => {
    const role = `locked_out_${process.pid}`;
    await dataSource.query(`create role ${role} login password 'once'`);
    const url = new URL(database.url);
    url.username = role;
    url.password = "once";
    const locked = new DataSource(
      dataSourceOptions({ url: url.href, log: silentLog, poolSize: 2 }),
    );
    await locked.initialize();
    const holder = locked.createQueryRunner();
    await holder.connect();
    await dataSource.query(`alter role ${role} password 'another'`);
    const failure = await transaction(locked, (manager) => manager.query("select 1")).catch(asIs);
    expect(failure).to.be.instanceOf(DatabaseUnavailable);
    expect(sqlState(failure)).to.equal("28P01");
    await holder.release();
    await locked.destroy();
    await dataSource.query(`drop role ${role}`);
  });

  it("is unavailable when the server falls silent, and its connection is given up", async () => {
    const cut = await cutAtCommit(database.url, { statementTimeoutMs: 100 });
    const { manager } = cut.dataSource;
    const one = () => manager.query("select 1 as one");
    await Promise.all([one(), one()]);
    cut.fallSilent();
    const failures = await Promise.all([
      transaction(cut.dataSource, (inner) => inner.query("select 1")).catch(asIs),
      one().catch(asIs),
    ]);
    expect(failures[0]).to.be.instanceOf(DatabaseUnavailable);
    expect(failures.map(isDatabaseAway)).to.deep.equal([true, true]);
    cut.speakAgain();
    expect(await one()).to.deep.equal([{ one: 1 }]);
    await cut.close();
  });

  async function failureOf(run: (manager: EntityManager) => Promise<unknown>): Promise<unknown> {
    return transaction(dataSource, run, { random: () => 0 }).then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  async function chipsOf(id: number): Promise<string | undefined> {
    const rows = await dataSource.query<{ chips: string }[]>(
      "select chips from purse where id = $1",
      [id],
    );
    return rows[0]?.chips;
  }

  async function killBackendOf(manager: EntityManager): Promise<void> {
    const [row] = await manager.query<{ pid: number }[]>("select pg_backend_pid() as pid");
    await dataSource.query("select pg_terminate_backend($1, 2000)", [row?.pid]);
  }
});

async function move(manager: EntityManager, id: number, chips: bigint): Promise<void> {
  await manager.query("update purse set chips = chips + $2 where id = $1", [id, chips]);
}

const asIs = (error: unknown): unknown => error;

/** Answers once `parties` have arrived, and at once from then on. */
function barrier(parties: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived >= parties) open();
    return opened;
  };
}
