import { expect } from "chai";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { type BetAnswer, httpDoor, makeBetWitness } from "#server/testing/bet-witness.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { silentLog } from "#server/testing/test-postgres.ts";

const POOL_SIZE = 4;
const BETS = atScale(40, 600);
/** A connection is waited for 5 s, a batch as long, and then one more is under way; the rest is for a slow machine. */
const ANSWERED_WITHIN_MS = 20_000;

/** T14: nothing hangs; who can't be served is told so, and nothing has happened. */
describe("an app that gets nothing from its database", function () {
  this.timeout(atScale(60_000, 900_000));
  let database: TestDatabase;
  let pool: DataSource;
  let night: RaceNight;
  let phones: Phone[];

  beforeEach(async () => {
    database = await createTestDatabase();
    const { url } = database;
    const options = { url, log: silentLog, poolSize: POOL_SIZE, statementTimeoutMs: 1_000 };
    pool = await new DataSource(dataSourceOptions(options)).initialize();
    const drop = async () => {
      await pool.destroy();
      await database.drop();
    };
    night = await startRaceNight({
      environment: {
        LOG_LEVEL: "silent",
        JOIN_GRANT: "100000",
        REQUESTS_PER_SECOND_MAX: "100000",
      },
      database: { dataSource: pool, url, drop },
    });
    phones = [await night.phone("Ana"), await night.phone("Bruno")];
    await night.openBetting();
  });
  afterEach(() => night.end());

  /** Bets while `hold` keeps the database busy, and again when it is let go. */
  async function betThrough(fault: string, hold: () => Promise<() => Promise<void>>) {
    const { raceId } = night.host.state;
    const tokens = phones.map(({ session }) => session.token);
    const door = httpDoor(night.test.url, tokens);
    const witness = makeBetWitness();
    const bets = Array.from({ length: BETS }, (_, i) =>
      witness.intend(i % 2, { raceId, market: "win", selection: [1 + (i % 8)], stake: "10" }),
    );
    const letGo = await hold();
    const startedAt = performance.now();
    const refused: BetAnswer["code"][] = [];
    await Promise.all(
      bets.map((bet) =>
        witness.send(async (each) => {
          const answer = await door(each);
          refused.push(answer.code);
          return answer;
        }, bet),
      ),
    );
    expect(performance.now() - startedAt).to.be.below(ANSWERED_WITHIN_MS);
    expect(refused).to.deep.equal(Array.from({ length: BETS }, () => "overloaded"));
    await letGo();
    await Promise.all(bets.map((bet) => witness.insist(door, bet)));
    const found = await witness.judge(database.dataSource);
    expect(found.acknowledged).to.equal(BETS);
    reportFault({ fault, injected: 1, ...found });
  }

  it("answers 503 within its bound while every connection is taken", () =>
    betThrough("every connection taken", async () => {
      const runners = Array.from({ length: POOL_SIZE }, () => pool.createQueryRunner());
      for (const runner of runners) await runner.connect();
      return async () => {
        for (const runner of runners) await runner.release();
      };
    }));

  it("answers 503 within its bound while a statement takes for ever", () =>
    betThrough("statement that takes for ever", async () => {
      const runner = database.dataSource.createQueryRunner();
      await runner.query("SET idle_in_transaction_session_timeout = 0");
      await runner.startTransaction();
      await runner.query("SELECT 1 FROM wallets FOR UPDATE");
      return async () => {
        await runner.rollbackTransaction();
        await runner.query("RESET idle_in_transaction_session_timeout");
        await runner.release();
      };
    }));
});
