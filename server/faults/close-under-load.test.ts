import { expect } from "chai";
import { type BetDoor, httpDoor, makeBetWitness, roomDoor } from "#server/testing/bet-witness.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { watchSnapshots } from "#server/testing/watch-snapshots.ts";

const PHONES = 12;
const LOOPS_EACH = 3;
const RACES = atScale(1, 8);
/** The close comes in the middle of a stream that has brought so many. */
const CLOSED_AFTER = atScale(80, 500);
/** A closer that starves waits for seconds; how fast it really is, `bench/settle` tells. */
const CLOSED_WITHIN_MS = 5_000;

/** T5: what is accepted is what is settled, and the closer gets its turn. */
describe("the close of betting in a stream of bets", function () {
  this.timeout(atScale(60_000, 900_000));
  let night: RaceNight;
  let phones: Phone[];

  before(async () => {
    night = await startRaceNight({
      environment: {
        JOIN_GRANT: "10000000",
        STAKE_MAX_PER_RACE: "10000000",
        REQUESTS_PER_SECOND_MAX: "100000",
      },
    });
    phones = [];
    for (let i = 0; i < PHONES; i += 1) phones.push(await night.phone(`Phone ${i}`));
  });
  after(() => night.end());

  it("is not starved, lets nothing in behind it, and what it let in is settled", async () => {
    for (let race = 0; race < RACES; race += 1) {
      await runOnce();
      await night.host.direct("nextRace");
      night.tick();
      await night.runUntil(({ phase }) => phase === "lobby");
    }
  });

  async function runOnce(): Promise<void> {
    const { dataSource } = night.test;
    const { raceId } = await night.openBetting();
    const tokens = phones.map(({ session }) => session.token);
    const door = httpDoor(night.test.url, tokens);
    const witness = makeBetWitness();
    const watch = watchSnapshots(() => (dataSource.options as { url: string }).url);
    const { promise: isDue, resolve: due } = Promise.withResolvers<void>();
    let answered = 0;
    const stream = async (phone: number) => {
      for (;;) {
        const selection = [1 + (answered % 8)];
        const bet = witness.intend(phone, { raceId, market: "win", selection, stake: "10" });
        const { code } = await witness.insist(door, bet);
        if (code !== "taken") return expect(code).to.equal("betting_closed");
        answered += 1;
        if (answered === CLOSED_AFTER) due();
      }
    };
    const streams = Array.from({ length: PHONES * LOOPS_EACH }, (_, i) => stream(i % PHONES));
    await isDue;
    const startedAt = performance.now();
    const locked = await night.host.direct("lockBetting");
    expect(locked.ok).to.equal(true);
    expect(performance.now() - startedAt).to.be.below(CLOSED_WITHIN_MS);
    await Promise.all(streams);
    expect((await watch.stop()).differences).to.deep.equal([]);
    await lateThroughTheRoom(witness, raceId);
    const found = await witness.judge(dataSource);
    const closed = await night.runUntil(({ phase }) => phase === "racing");
    expect([closed.betCount, closed.winPool]).to.deep.equal([
      found.acknowledged,
      String(10 * found.acknowledged),
    ]);
    await night.runUntil(({ isOfficial }) => isOfficial);
    const settled: { count: number }[] = await dataSource.query(
      `SELECT count(*)::int AS count FROM bets
       WHERE race_id = $1 AND status IN ('won', 'lost', 'refunded')`,
      [raceId],
    );
    expect(settled[0]?.count).to.equal(found.acknowledged);
    reportFault({ fault: "close of betting in a stream of bets", injected: 1, ...found });
  }

  /** Through the other door it is as late. */
  async function lateThroughTheRoom(
    witness: ReturnType<typeof makeBetWitness>,
    raceId: number,
  ): Promise<void> {
    const room: BetDoor = roomDoor(phones.map(({ seat }) => seat));
    const late = witness.intend(0, { raceId, market: "win", selection: [1], stake: "10" });
    expect((await witness.insist(room, late)).code).to.equal("betting_closed");
  }
});
