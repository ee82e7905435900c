import { expect } from "chai";
import type { RaceState } from "#common/race/race-state.ts";
import { httpDoor, makeBetWitness } from "#server/testing/bet-witness.ts";
import { type CuttableDatabase, cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { inParallel } from "#server/testing/in-parallel.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import type { HostTap } from "#server/testing/test-seat.ts";
import { watchSnapshots } from "#server/testing/watch-snapshots.ts";

const BETS = atScale(240, 2_000);
const AT_ONCE = 24;
/** A connection breaks after so many answers. */
const CUT_EVERY = 8;

/** T10: a proxy between the app and its database breaks connections at commits. */
describe("an app whose connections break at the commit", function () {
  this.timeout(atScale(60_000, 900_000));
  let database: TestDatabase;
  let cut: CuttableDatabase;
  let night: RaceNight;
  let phones: Phone[];

  beforeEach(async () => {
    database = await createTestDatabase();
    cut = await cutAtCommit(database.url, { poolSize: 8, at: ["COMMIT\0", "place_bets"] });
    const drop = async () => {
      await cut.close();
      await database.drop();
    };
    night = await startRaceNight({
      environment: {
        LOG_LEVEL: "silent",
        JOIN_GRANT: "1000000",
        STAKE_MAX_PER_RACE: "1000000",
        REQUESTS_PER_SECOND_MAX: "100000",
      },
      database: { dataSource: cut.dataSource, url: database.url, drop },
    });
    phones = [];
    for (const name of ["Ana", "Bruno", "Carla", "Dario"]) phones.push(await night.phone(name));
  });
  afterEach(() => night.end());

  const bet = (index: number) => ({
    raceId: night.host.state.raceId,
    market: index % 3 === 0 ? "place" : "win",
    selection: [1 + (index % 8)],
    stake: "10",
  });

  it("takes every bet once, whether the commit or its answer got lost", async () => {
    await night.openBetting();
    const door = httpDoor(
      night.test.url,
      phones.map(({ session }) => session.token),
    );
    const witness = makeBetWitness();
    for (let i = 0; i < BETS; i += 1) witness.intend(i % phones.length, bet(i));
    const watch = watchSnapshots(() => database.url);
    let answered = 0;
    await inParallel(AT_ONCE, witness.bets, async (intent) => {
      await witness.insist(door, intent);
      answered += 1;
      if (answered % CUT_EVERY !== 0) return;
      if (answered % (2 * CUT_EVERY) === 0) cut.loseAnswers(1);
      else cut.loseAsks(1);
    });
    cut.loseAnswers(0);
    cut.loseAsks(0);
    await inParallel(AT_ONCE, witness.bets, (intent) => witness.insist(door, intent));
    expect((await watch.stop()).differences).to.deep.equal([]);
    expect(cut.cuts).to.be.above(BETS / CUT_EVERY / 4);
    const found = await witness.judge(database.dataSource);
    expect(found.acknowledged).to.equal(BETS);
    night.tick();
    const shown = await night.host.until(({ betCount }) => betCount === BETS);
    expect(Number(shown.winPool) + Number(shown.placePool)).to.equal(10 * BETS);
    reportFault({ fault: "connection cut at the commit of a bet", injected: cut.cuts, ...found });
  });

  it("takes every step of a race once, whichever commit got lost", async () => {
    let bets = 0;
    for (const lose of [cut.loseAnswers, cut.loseAsks]) {
      await step("openBetting", lose, ({ phase }) => phase === "betting");
      for (const phone of phones) {
        for (let i = 0; i < 8; i += 1) expect((await phone.betByHttp(bet(i))).status).to.equal(201);
        bets += 8;
      }
      await step("lockBetting", lose, ({ phase }) => phase === "racing");
      lose(1);
      await night.runUntil(({ tick }) => tick > 10);
      lose(1);
      await night.runUntil(({ phase }) => phase === "settling");
      lose(1);
      await night.runUntil(({ isOfficial }) => isOfficial);
      await step("nextRace", lose, ({ phase }) => phase === "lobby");
    }
    const rows: { status: string }[] = await database.dataSource.query("SELECT status FROM bets");
    expect(rows).to.have.length(bets);
    expect(rows.filter(({ status }) => status === "open")).to.deep.equal([]);
    const open = rows.filter(({ status }) => status === "open").length;
    reportFault({
      fault: "connection cut at the commit of a step",
      injected: cut.cuts,
      requests: bets,
      acknowledged: bets,
      lost: open,
      doubled: rows.length - bets,
    });
  });

  /** A host's tap whose commit breaks; what the show did not hear it asks again by itself. */
  async function step(
    tap: HostTap,
    lose: (count: number) => void,
    fits: (state: RaceState) => boolean,
  ): Promise<void> {
    lose(1);
    const answer = await night.host.direct(tap);
    if (!answer.ok) {
      expect(answer.refusal.code).to.equal("overloaded");
      night.tick();
      await night.host.direct(tap);
    }
    await night.runUntil(fits);
  }
});
