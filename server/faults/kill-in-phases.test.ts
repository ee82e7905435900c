import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { Client } from "pg";
import type { RaceState } from "#common/race/race-state.ts";
import { verifyRecord } from "#common/race/verify-record.ts";
import { isConnectionLoss } from "#server/storage/sql-state.ts";
import { type BetWitness, makeBetWitness } from "#server/testing/bet-witness.ts";
import { callHttp } from "#server/testing/call-http.ts";
import { makeEntropyPhone } from "#server/testing/entropy-phone.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { type FaultNight, startFaultNight, type Victim } from "#server/testing/fault-night.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { killLeftovers } from "#server/testing/server-process.ts";

const PHONES = 3;
const GRANT = 1_000;
const LOOK_AGAIN_MS = 20;

/** T8: one race after the other, killed once in every phase; what was begun is found again. */
describe("kill -9 in every phase of a race", function () {
  this.timeout(atScale(90_000, 900_000));
  const environment = {
    BETTING_SECONDS: "1800",
    GATES_SECONDS: "3",
    FIELD_SIZE: "5",
    LEASE_SECONDS: "6",
    SETTLING_SECONDS: "120",
    ENTROPY_CALL_MS: "10000",
  };
  let night: FaultNight;
  let witness: BetWitness;
  let kills: number;

  afterEach(async () => {
    await night.end();
    await killLeftovers();
  });

  for (const victim of atScale(["both"], ["app", "both"]) satisfies Victim[]) {
    const whom = victim === "both" ? "app and postmaster" : `the ${victim}`;
    it(`of ${whom} changes no race, no answer and no balance`, async () => {
      night = await startFaultNight(environment);
      kills = 0;
      await night.join(PHONES);
      for (let round = 0; round < atScale(1, 2); round += 1) {
        witness = makeBetWitness();
        const atFirst = await sumOfTotals();
        await inTheLobby(victim);
        await inBetting(victim);
        await inTheCall(victim);
        await atTheGates(victim);
        await inTheRace(victim);
        await inSettling(victim);
        await whenOfficial(victim);
        const found = await witness.judge(night.database);
        expect(await sumOfTotals()).to.be.at.most(atFirst);
        reportFault({ fault: `kill -9 ${victim} in every phase`, injected: kills, ...found });
        if (atScale(false, true)) await inTheVoid(victim);
        await next();
      }
    });
  }

  /** What a crash may not change. */
  const sameRace = ({ raceId, commitment, betsRoot, entropyRoot, winPool }: RaceState) => ({
    ...{ raceId, commitment, betsRoot, entropyRoot, winPool },
  });

  async function crash(victim: Victim, between?: () => Promise<unknown>): Promise<void> {
    const { phase } = night.host.state;
    const before = sameRace(night.host.state);
    kills += 1;
    await night.kill(victim, between);
    await night.start();
    expect({ phase: night.host.state.phase, ...sameRace(night.host.state) }).to.deep.equal({
      phase,
      ...before,
    });
    await expectCleanBooks(night.database);
  }

  /** Where nothing is under way; every start takes its time. */
  async function crashAtRest(victim: Victim): Promise<void> {
    if (atScale(false, true)) await crash(victim);
  }

  async function inTheLobby(victim: Victim): Promise<void> {
    await crashAtRest(victim);
    await night.host.direct("openBetting");
    await night.host.until(({ phase }) => phase === "betting");
  }

  async function inBetting(victim: Victim): Promise<void> {
    const { raceId } = night.host.state;
    const bets = Array.from({ length: 30 }, (_, i) =>
      witness.intend(i % PHONES, {
        ...{ raceId, market: i % 2 === 0 ? "win" : "show", stake: "10" },
        selection: [1 + (i % 5)],
      }),
    );
    let answered = 0;
    let killed: Promise<void> | undefined;
    await Promise.all(
      bets.map(async (bet) => {
        if ((await witness.send(night.door, bet)) !== undefined) answered += 1;
        if (answered === 10) killed ??= night.kill(victim);
      }),
    );
    kills += 1;
    await killed;
    await night.start();
    await insistAll();
    await night.host.until(({ betCount }) => betCount === bets.length);
  }

  /** A phone that does not answer keeps the call open, and the lock behind it. */
  async function inTheCall(victim: Victim): Promise<void> {
    const silent = makeEntropyPhone(await night.seat(0), { answers: false });
    expect(await silent.commit()).to.equal("taken");
    // The answer is lost with the server.
    night.host.direct("lockBetting").catch(() => undefined);
    await silent.called;
    await crash(victim);
  }

  async function atTheGates(victim: Victim): Promise<void> {
    const phones = [
      makeEntropyPhone(await night.seat(0)),
      makeEntropyPhone(await night.seat(1)),
    ] as const;
    for (const phone of phones) expect(await phone.commit()).to.equal("taken");
    await night.host.direct("lockBetting");
    const { phoneCount } = await night.host.until(({ phase }) => phase === "racing");
    expect(phoneCount).to.equal(2);
    expect(await phones[0].reveal()).to.equal("taken");
    await crash(victim);
    // Too late where the start took longer than the lights.
    const again = makeEntropyPhone(await night.seat(1), { secret: phones[1].secret });
    expect(await again.reveal()).to.be.oneOf(["taken", "entropy_closed"]);
  }

  async function inTheRace(victim: Victim): Promise<void> {
    await night.host.until(({ tick, arePowersOpen }) => arePowersOpen && tick > 5);
    const holder = new Client({ connectionString: await night.databaseUrl() });
    await holder.connect();
    holder.on("error", () => undefined);
    await holder.query("BEGIN");
    // Nothing that a power has earned can be written.
    await holder.query("SELECT 1 FROM accounts WHERE name = 'house:chips' FOR UPDATE");
    const powers = ["boost", "slow", "shield"];
    const texts: string[] = [];
    for (const [phone, power] of powers.entries()) {
      const { status, text } = await cast(phone, power);
      expect(status, text).to.equal(201);
      texts.push(text);
    }
    await crash(victim, async () => {
      const held = await holder.query("SELECT 1 FROM race_inputs WHERE status = 'held'");
      expect(held.rowCount).to.equal(powers.length);
      await holder.query("ROLLBACK");
      await holder.end();
    });
    for (const [phone, power] of powers.entries()) {
      expect((await cast(phone, power)).text).to.equal(texts[phone]);
    }
  }

  function cast(phone: number, power: string) {
    const { raceId } = night.host.state;
    return callHttp(night.server.url, {
      method: "POST",
      path: "/powers/cast",
      token: night.sessions[phone]?.token,
      headers: { "idempotency-key": `${raceId}-${power}` },
      body: { raceId, power, target: 1 + phone },
    });
  }

  /** Finished unseen, then killed between the payout and its record, which takes its time to be written. */
  async function inSettling(victim: Victim): Promise<void> {
    await night.kill(victim, async () => {
      const client = new Client({ connectionString: await night.databaseUrl() });
      await client.connect();
      await client.query("UPDATE durable_rooms SET heartbeat_ms = heartbeat_ms - 60000");
      await client.query(`CREATE OR REPLACE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN PERFORM pg_sleep(1); RETURN new; END $$`);
      await client.query(`CREATE OR REPLACE TRIGGER dawdling BEFORE INSERT ON race_records
        FOR EACH ROW EXECUTE FUNCTION dawdle()`);
      await client.end();
    });
    night.launch();
    await someoneDawdles();
    await night.kill(victim);
    kills += 2;
    await night.start();
    await night.host.until(({ isOfficial }) => isOfficial);
  }

  async function whenOfficial(victim: Victim): Promise<void> {
    const balances = await wallets();
    const runners = night.host.state.runners.toJSON();
    await crashAtRest(victim);
    expect(night.host.state.isOfficial).to.equal(true);
    expect(night.host.state.runners.toJSON()).to.deep.equal(runners);
    await insistAll();
    expect(await wallets()).to.deep.equal(balances);
    expect(balances.filter(({ locked }) => locked !== "0")).to.deep.equal([]);
    const path = `/races/${night.host.state.raceId}/record`;
    const { body } = await callHttp(night.server.url, { method: "GET", path });
    expect(verifyRecord(body, {}).filter(({ ok }) => !ok)).to.deep.equal([]);
  }

  async function inTheVoid(victim: Victim): Promise<void> {
    await next();
    const before = await wallets();
    await night.host.direct("openBetting");
    const { raceId } = await night.host.until(({ phase }) => phase === "betting");
    const input = { raceId, market: "win", selection: [2], stake: "10" };
    for (let phone = 0; phone < PHONES; phone += 1) {
      await witness.insist(night.door, witness.intend(phone, input));
    }
    await night.host.until(({ betCount }) => betCount === PHONES);
    night.host.callOff("power cut").catch(() => undefined);
    await someoneDawdles();
    await crash(victim);
    expect((await night.host.callOff("power cut")).ok).to.equal(true);
    await night.host.until(({ phase }) => phase === "void");
    await crashAtRest(victim);
    expect(night.host.state.voidReason).to.equal("power cut");
    const money = ({ total, locked }: { total: string; locked: string }) => ({ total, locked });
    expect((await wallets()).map(money)).to.deep.equal(before.map(money));
    await insistAll();
  }

  async function next(): Promise<void> {
    const { raceNumber } = night.host.state;
    await night.host.direct("nextRace");
    await night.host.until((state) => state.raceNumber > raceNumber);
  }

  async function insistAll(): Promise<void> {
    await Promise.all(witness.bets.map((bet) => witness.insist(night.door, bet)));
  }

  /** Resolves once a record is being written; the database may still be on its way up. */
  async function someoneDawdles(): Promise<void> {
    for (;;) {
      const client = new Client({ connectionString: await night.databaseUrl() });
      client.on("error", () => undefined);
      try {
        await client.connect();
        if (await isDawdling(client)) return;
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
        await pause(LOOK_AGAIN_MS);
      } finally {
        await client.end();
      }
    }
  }

  async function isDawdling(client: Client): Promise<boolean> {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'",
    );
    return rowCount !== 0;
  }

  function wallets(): Promise<{ total: string; locked: string; version: number }[]> {
    return night.database.query(`SELECT balance_total::text AS total, balance_locked::text AS locked,
      version FROM wallets ORDER BY player_id`);
  }

  async function sumOfTotals(): Promise<number> {
    const sum = (await wallets()).reduce((total, wallet) => total + Number(wallet.total), 0);
    expect(sum).to.be.at.most(PHONES * GRANT);
    return sum;
  }
});
