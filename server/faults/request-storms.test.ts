import { expect } from "chai";
import type { SessionWire } from "#common/players/player-api.ts";
import { type BetDoor, httpDoor, makeBetWitness, roomDoor } from "#server/testing/bet-witness.ts";
import { type Crowd, joinCrowd, seatHost } from "#server/testing/crowd.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { inParallel } from "#server/testing/in-parallel.ts";
import {
  killLeftovers,
  type ServerProcess,
  startServerProcess,
} from "#server/testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { makeTestDataDir, type TestDataDir } from "#server/testing/test-postgres.ts";
import { type TestSeat, takeSeat } from "#server/testing/test-seat.ts";
import { watchSnapshots } from "#server/testing/watch-snapshots.ts";

const GRANT = 99_993;
const KEYS = 50;
const PHONES = 5;
const AT_ONCE = 64;

/** T2 and T3: two servers of one database, three doors: HTTP of each and the room of the first. */
describe("a storm of requests on two servers of one database", function () {
  this.timeout(atScale(60_000, 900_000));
  const environment = {
    BETTING_SECONDS: "1800",
    JOIN_GRANT: String(GRANT),
    STAKE_MAX_PER_RACE: "1000000",
    MESSAGES_PER_SECOND_MAX: "10000",
    REQUESTS_PER_SECOND_MAX: "100000",
    JWT_SECRET: "the same secret for two servers of one database",
  };
  let shared: TestDatabase;
  let folders: TestDataDir[];
  let servers: ServerProcess[];
  let host: TestSeat;
  let crowd: Crowd;
  let seats: TestSeat[];
  let doors: BetDoor[];

  before(async () => {
    shared = await createTestDatabase();
    folders = [await makeTestDataDir(), await makeTestDataDir()];
    servers = [];
    for (const { dataDir } of folders) {
      const server = startServerProcess(dataDir, { ...environment, DATABASE_URL: shared.url });
      await server.opened;
      servers.push(server);
    }
    const [first] = servers as [ServerProcess];
    host = await seatHost(first);
    crowd = await joinCrowd(
      first,
      Array.from({ length: PHONES + 1 }, (_, i) => `Phone ${i}`),
    );
    const { roomId } = host.room;
    seats = await Promise.all(
      crowd.sessions.map(({ token }) => takeSeat(first.url, { roomId, token })),
    );
    const tokens = crowd.sessions.map(({ token }: SessionWire) => token);
    doors = [...servers.map(({ url }) => httpDoor(url, tokens)), roomDoor(seats)];
    await host.direct("openBetting");
    await host.until(({ phase }) => phase === "betting");
  });
  after(async () => {
    await killLeftovers();
    for (const { room } of [host, ...seats]) room.removeAllListeners();
    await shared.drop();
    for (const folder of folders) await folder.remove();
  });

  const bet = (stake: number) => ({
    raceId: host.state.raceId,
    market: "win",
    selection: [3],
    stake: String(stake),
  });
  const door = (index: number) => doors[index % doors.length] as BetDoor;

  async function locked(phone: number): Promise<number> {
    const rows: { locked: string }[] = await shared.dataSource.query(
      "SELECT balance_locked AS locked FROM wallets WHERE player_id = $1",
      [crowd.sessions[phone]?.player.id],
    );
    return Number(rows[0]?.locked);
  }

  const requests = atScale(1_000, 10_000);
  it(`of ${requests} retries over ${KEYS} keys has ${KEYS} effects and one answer for each key`, async () => {
    const witness = makeBetWitness();
    const watch = watchSnapshots(() => shared.url);
    for (let key = 0; key < KEYS; key += 1) witness.intend(key % PHONES, bet(10));
    const storm = Array.from({ length: requests / KEYS }, () => witness.bets).flat();
    await inParallel(AT_ONCE, storm, (intent, index) =>
      witness.send(door(index + Math.floor(index / KEYS)), intent),
    );
    // An answer from every door, whatever the storm has swept away.
    for (const intent of witness.bets) {
      for (const each of doors) await witness.insist(each, intent);
    }
    expect((await watch.stop()).differences).to.deep.equal([]);
    await expectCleanBooks(shared.dataSource);
    const found = await witness.judge(shared.dataSource);
    expect(found.acknowledged).to.equal(KEYS);
    for (let phone = 0; phone < PHONES; phone += 1) {
      expect(await locked(phone)).to.equal((10 * KEYS) / PHONES);
    }
    reportFault({ fault: `retry storm over ${KEYS} keys`, injected: 1, ...found });
  });

  it("of bets on one wallet takes what the wallet has, to the last whole stake", async () => {
    const [stake, count] = atScale([1_000, 300], [100, 2_000]) as [number, number];
    const others: { id: string }[] = await shared.dataSource.query("SELECT id FROM bets");
    const witness = makeBetWitness();
    for (let i = 0; i < count; i += 1) witness.intend(PHONES, bet(stake));
    // A seat may send ten a second.
    const most = (index: number) => (index % 20 === 0 ? door(2) : door(index % 2));
    await inParallel(AT_ONCE, witness.bets, (intent, index) => witness.insist(most(index), intent));
    await expectCleanBooks(shared.dataSource);
    const found = await witness.judge(
      shared.dataSource,
      others.map(({ id }) => id),
    );
    const affordable = Math.floor(GRANT / stake);
    expect(found.acknowledged).to.equal(affordable);
    const codes = new Set(witness.bets.map(({ answers }) => answers[0]?.code));
    expect([...codes]).to.have.members(["insufficient_funds", "taken"]);
    expect(await locked(PHONES)).to.equal(affordable * stake);
    reportFault({ fault: "overdraft storm on one wallet", injected: 1, ...found });
  });
});
