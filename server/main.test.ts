import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import { findPostmaster } from "#server/storage/embedded/postmaster-file.ts";
import { callHttp } from "#server/testing/call-http.ts";
import { joinCrowd, seatHost } from "#server/testing/crowd.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import {
  killLeftovers,
  openEmbedded,
  type ServerProcess,
  startServerProcess,
} from "#server/testing/server-process.ts";
import { createTestDatabase } from "#server/testing/test-database.ts";
import { makeTestDataDir, type TestDataDir } from "#server/testing/test-postgres.ts";

describe("the server's process", function () {
  this.timeout(60_000);
  let data: TestDataDir;

  beforeEach(async () => {
    data = await makeTestDataDir();
  });
  afterEach(async () => {
    await killLeftovers();
    await data.remove();
  });

  async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
    const server = startServerProcess(data.dataDir, environment);
    await server.opened;
    return server;
  }
  const postmaster = () => findPostmaster(path.join(data.dataDir, "pg"));

  /** Asks again and again until a row comes. */
  async function untilFound(dataSource: DataSource, sql: string, parameters: unknown[] = []) {
    for (;;) {
      const rows: unknown[] = await dataSource.query(sql, parameters);
      if (rows.length > 0) return;
    }
  }

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`ends with exit code 0 on ${signal}, in the middle of betting, and leaves no database behind`, async () => {
      const server = await start();
      const host = await seatHost(server);
      await host.direct("openBetting");
      await host.until(({ phase }) => phase === "betting");
      server.signal(signal);
      expect(await server.ended).to.equal(0);
      expect(await postmaster()).to.equal(undefined);
    });
  }

  it("says that its port is taken, and ends with exit code 1 and no database", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as { port: number };
    const server = startServerProcess(data.dataDir, { PORT: String(port) });
    expect(await server.ended).to.equal(1);
    expect(server.said()).to.match(new RegExp(`Port ${port} is taken by another program`));
    expect(server.said()).to.not.match(/ at .*\.ts/);
    expect(await postmaster()).to.equal(undefined);
    holder.close();
  });

  it("refuses to be the second on one data folder, and leaves the first in peace", async () => {
    const first = await start();
    const host = await seatHost(first);
    await host.direct("openBetting");
    const { raceId } = await host.until(({ phase }) => phase === "betting");
    const second = startServerProcess(data.dataDir);
    expect(await second.ended).to.equal(1);
    expect(second.said()).to.match(/Another Grandstand is already running on this data .*process/);
    const crowd = await joinCrowd(first, ["Ana"]);
    const input = { raceId, market: "win", selection: [1], stake: "10" };
    expect((await crowd.send(first, { phone: 0, key: "still", input })).status).to.equal(201);
    await host.until(({ betCount }) => betCount === 1);
    expect(host.state.roomEpoch).to.equal(1);
  });

  it("goes on after a sleep longer than its lease, and voids nothing", async () => {
    const server = await start({ LEASE_SECONDS: "3" });
    const host = await seatHost(server);
    const crowd = await joinCrowd(server, ["Ana"]);
    await host.direct("openBetting");
    const { raceId } = await host.until(({ phase }) => phase === "betting");
    const bet = { raceId, market: "win", selection: [1], stake: "10" };
    await crowd.send(server, { phone: 0, key: "before", input: bet });
    const database = await openEmbedded(data.dataDir);
    try {
      server.signal("SIGSTOP");
      await untilFound(database, "SELECT 1 FROM durable_rooms WHERE lease_until < now()");
      server.signal("SIGCONT");
      const { status } = await crowd.send(server, { phone: 0, key: "after", input: bet });
      expect(status).to.equal(201);
      await untilFound(database, "SELECT 1 FROM durable_rooms WHERE lease_until > now()");
      const state = await host.until(({ betCount }) => betCount === 2);
      expect([state.phase, state.raceId, state.roomEpoch]).to.deep.equal(["betting", raceId, 1]);
      await expectCleanBooks(database);
    } finally {
      await database.destroy();
    }
  });

  it("leaves the rooms of a living server on the same database alone, and takes over a dead one's", async () => {
    const shared = await createTestDatabase();
    const other = await makeTestDataDir();
    const environment = {
      DATABASE_URL: shared.url,
      LEASE_SECONDS: "3",
      JWT_SECRET: "the same secret for two servers of one database",
    };
    try {
      const first = await start(environment);
      const host = await seatHost(first);
      const crowd = await joinCrowd(first, ["Ana", "Bruno"]);
      await host.direct("openBetting");
      const { raceId, lobbyCode } = await host.until(({ phase }) => phase === "betting");
      const bet = { raceId, market: "win", selection: [1], stake: "10" };
      const sent = { phone: 0, key: "first", input: bet };
      const placed = await crowd.send(first, sent);

      const second = startServerProcess(other.dataDir, environment);
      await second.opened;
      const owners: { owner: string; epoch: number }[] = await shared.dataSource.query(
        "SELECT owner, epoch FROM durable_rooms",
      );
      expect(owners.map(({ epoch }) => epoch)).to.deep.equal([1, 1]);
      expect((await crowd.send(first, { ...sent, phone: 1 })).status).to.equal(201);
      await host.until(({ betCount }) => betCount === 2);

      host.room.removeAllListeners();
      await first.kill();
      await untilFound(
        shared.dataSource,
        "SELECT count(*) FROM durable_rooms WHERE owner <> $1 AND epoch = 2 HAVING count(*) = 2",
        [owners[0]?.owner],
      );
      const { body } = await callHttp(second.url, { method: "GET", path: `/lobbies/${lobbyCode}` });
      expect(body).to.deep.include({ roomId: host.room.roomId, phase: "betting" });
      const successor = await untilSeated(second);
      expect([successor.state.raceId, successor.state.betCount]).to.deep.equal([raceId, 2]);
      expect((await crowd.send(second, sent)).text).to.equal(placed.text);
      expect((await successor.callOff("handed over")).ok).to.equal(true);
      expect((await crowd.wallets(second)).map(({ total }) => total)).to.deep.equal([
        "1000",
        "1000",
      ]);
      await expectCleanBooks(shared.dataSource);
    } finally {
      await killLeftovers();
      await shared.drop();
      await other.remove();
    }
  });

  /** A room that was just taken over opens a moment after its row has changed hands. */
  async function untilSeated(server: ServerProcess) {
    for (;;) {
      try {
        return await seatHost(server);
      } catch (error) {
        if (!/not found/.test(String(error))) throw error;
      }
    }
  }
});
