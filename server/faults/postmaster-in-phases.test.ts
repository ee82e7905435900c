import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { RaceState } from "#common/race/race-state.ts";
import { openDatabase } from "#server/storage/open-database.ts";
import { type BetWitness, httpDoor, makeBetWitness } from "#server/testing/bet-witness.ts";
import { makeEntropyPhone } from "#server/testing/entropy-phone.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { killPostmaster } from "#server/testing/kill-postmaster.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { makeTestDataDir, silentLog, type TestDataDir } from "#server/testing/test-postgres.ts";
import type { HostTap } from "#server/testing/test-seat.ts";

const PHONES = 3;
const BETS = 60;
const AGAIN_AFTER_MS = 20;

/** T1 and T9: the app lives on and brings its database back; what was asked meanwhile is asked again. */
describe("a postmaster that is killed in every phase of a race", function () {
  this.timeout(atScale(60_000, 900_000));
  let folder: TestDataDir;
  let night: RaceNight;
  let phones: Phone[];
  let kills: number;
  let casts: { sent: number; acknowledged: number };

  before(async () => {
    folder = await makeTestDataDir();
    const { dataSource, url, close } = await openDatabase({
      dataDir: folder.dataDir,
      log: silentLog,
    });
    night = await startRaceNight({
      environment: {
        LOG_LEVEL: "silent",
        ENTROPY_CALL_MS: "10000",
        JOIN_GRANT: "100000",
        REQUESTS_PER_SECOND_MAX: "100000",
      },
      database: { dataSource, url, drop: close },
    });
    phones = [];
    for (const name of ["Ana", "Bruno", "Carla"]) phones.push(await night.phone(name));
  });
  after(async () => {
    await night.end();
    await folder.remove();
  });

  it("stops no race, loses no answer and moves no chip twice", async () => {
    kills = 0;
    const witness = makeBetWitness();
    for (let round = 0; round < atScale(1, 8); round += 1) {
      casts = { sent: 0, acknowledged: 0 };
      await inTheLobby();
      await inBetting(witness, BETS);
      await inTheCall();
      await inTheRace();
      await inSettling();
      await inTheVoid(witness);
    }
    const door = doorOf();
    await Promise.all(witness.bets.map((bet) => witness.insist(door, bet)));
    const found = await witness.judge(night.test.dataSource);
    reportFault({ fault: "kill -9 postmaster in every phase", injected: kills, ...found });
  });

  async function kill(): Promise<void> {
    await killPostmaster(folder.dataDir);
    kills += 1;
  }

  const doorOf = () =>
    httpDoor(
      night.test.url,
      phones.map(({ session }) => session.token),
    );

  /** The host taps until the show has taken it: "overloaded" says that nothing has happened. */
  async function insist(tap: HostTap, fits: (state: RaceState) => boolean): Promise<void> {
    for (;;) {
      const answer = await night.host.direct(tap);
      if (answer.ok || answer.refusal.code === "phase_changed") break;
      expect(answer.refusal.code).to.be.oneOf(["overloaded", "rate_limited"]);
      await pause(AGAIN_AFTER_MS);
      night.tick();
    }
    await night.runUntil(fits);
  }

  async function inTheLobby(): Promise<void> {
    await kill();
    await insist("openBetting", ({ phase }) => phase === "betting");
  }

  async function inBetting(witness: BetWitness, count: number): Promise<void> {
    const { raceId } = night.host.state;
    const door = doorOf();
    const bets = Array.from({ length: count }, (_, i) =>
      witness.intend(i % PHONES, {
        ...{ raceId, market: i % 2 === 0 ? "win" : "place", stake: "10" },
        selection: [1 + (i % 8)],
      }),
    );
    let answered = 0;
    let killed: Promise<void> | undefined;
    await Promise.all(
      bets.map(async (bet) => {
        await witness.insist(door, bet);
        answered += 1;
        if (answered === 5) killed ??= kill();
      }),
    );
    await killed;
    night.tick();
    const taken = bets.filter(({ answers }) => answers[0]?.code === "taken").length;
    expect(taken).to.equal(count);
    await night.runUntil(({ betCount }) => betCount === count);
  }

  /** The database goes while the phones are called; the lock waits for it, the draw has both phones. */
  async function inTheCall(): Promise<void> {
    const draws = phones.slice(0, 2).map(({ seat }) => makeEntropyPhone(seat));
    for (const draw of draws) await untilTaken(draw.commit);
    const killed = draws[0]?.called.then(kill);
    // Its answer comes with the lock, which needs the database.
    night.host.direct("lockBetting").catch(() => undefined);
    await killed;
    await night.runUntil(({ phase }) => phase === "racing");
    await kill();
    for (const draw of draws) await untilTaken(draw.reveal);
    await night.runUntil(({ tick }) => tick > 10);
  }

  /** A phone asks again, until it is too late for a secret. */
  async function untilTaken(ask: () => Promise<string>): Promise<void> {
    for (;;) {
      const answer = await ask();
      if (answer === "taken" || answer === "entropy_closed") return;
      expect(answer).to.be.oneOf(["overloaded", "rate_limited"]);
      await pause(AGAIN_AFTER_MS);
      night.clock.advance(AGAIN_AFTER_MS);
    }
  }

  async function inTheRace(): Promise<void> {
    await castAll("before");
    await kill();
    await castAll("during");
    expect(casts.acknowledged).to.equal(casts.sent);
    await night.runUntil(({ tick }) => tick > 100);
  }

  async function castAll(round: string): Promise<void> {
    const { raceId } = night.host.state;
    for (const [index, { session }] of phones.entries()) {
      casts.sent += 1;
      for (;;) {
        const { status, body } = await night.test.call("POST", "/powers/cast", {
          token: session.token,
          headers: { "idempotency-key": `${raceId}-${round}` },
          body: { raceId, power: "shield", target: 1 + index },
        });
        if (status === 201) break;
        expect(body.code).to.be.oneOf(["overloaded", "idempotency_in_progress"]);
        await pause(AGAIN_AFTER_MS);
        night.tick();
      }
      casts.acknowledged += 1;
    }
  }

  async function inSettling(): Promise<void> {
    const killed = night.host.until(({ phase }) => phase === "settling").then(kill);
    await night.runUntil(({ isOfficial }) => isOfficial);
    await killed;
    await kill();
    const rows = await untilAnswered("SELECT 1 FROM bets WHERE status = 'open'");
    expect(rows).to.deep.equal([]);
    await insist("nextRace", ({ phase }) => phase === "lobby");
  }

  async function inTheVoid(witness: BetWitness): Promise<void> {
    const balances = () =>
      untilAnswered("SELECT balance_total, balance_locked FROM wallets ORDER BY player_id");
    const before = await balances();
    await insist("openBetting", ({ phase }) => phase === "betting");
    await inBetting(witness, PHONES);
    await kill();
    for (;;) {
      await night.host.callOff("power cut");
      if (night.host.state.phase === "void") break;
      await pause(AGAIN_AFTER_MS);
      night.tick();
    }
    expect(await balances()).to.deep.equal(before);
    await insist("nextRace", ({ phase }) => phase === "lobby");
  }

  /** Asks the database until it is back. */
  async function untilAnswered(sql: string): Promise<unknown[]> {
    for (;;) {
      const rows = await night.test.dataSource.query<unknown[]>(sql).catch(() => undefined);
      if (rows !== undefined) return rows;
    }
  }
});
