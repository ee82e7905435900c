import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { cutSeat } from "#server/testing/cut-seat.ts";
import { startTestApp, type TestApp } from "#server/testing/test-app.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import {
  type ConnectionStatus,
  type ConnectOptions,
  connectRoom,
  type RoomConnection,
} from "./connection.ts";

/** What a browser has and Node has not, as far as a connection listens to it. */
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const browser = {
  document: page,
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
};

describe("a connection", () => {
  const instanceId = randomUUID();
  let database: TestDatabase;
  let test: TestApp;
  let open: RoomConnection<"race">[] = [];
  before(async () => {
    Object.assign(globalThis, browser);
    database = await createTestDatabase();
    test = await startTestApp({ database, instanceId });
  });
  after(async () => {
    await test.close();
    for (const name of Object.keys(browser)) Reflect.deleteProperty(globalThis, name);
  });
  afterEach(() => {
    for (const connection of open) connection.close();
    open = [];
  });

  /** Connects and keeps what it says; `until` resolves at the n-th time a kind is said. */
  function connect(options: Partial<ConnectOptions> = {}) {
    const said: ConnectionStatus[] = [];
    const waiting = new Set<() => void>();
    const connection = connectRoom("race", {
      roomId: () => Promise.resolve(test.lobby.roomId),
      origin: test.url,
      onStatus(status) {
        said.push(status);
        for (const look of waiting) look();
      },
      ...options,
    });
    open.push(connection);
    const until = (kind: ConnectionStatus["kind"], times = 1) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (said.filter((status) => status.kind === kind).length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    return { connection, until, kinds: () => said.map(({ kind }) => kind), said };
  }

  it("is live with the first state, answers requests and hears events", async () => {
    const ana = await test.join("Ana");
    const viewer = connect();
    await viewer.until("live");
    const heard = new Promise((resolve) => viewer.connection.on("playerJoined", resolve));
    const { connection, until } = connect({ token: () => ana.token });
    await until("live");
    expect(connection.state?.lobbyCode).to.equal(test.lobby.code);
    expect(await heard).to.deep.equal({ name: "Ana" });
    const mine = await connection.request("readMine", {});
    expect(mine.ok && mine.value.wallet.total).to.equal("1000");
    const refused = await viewer.connection.request("readMine", {});
    expect(refused).to.deep.equal({ ok: false, refusal: { code: "forbidden" } });
    expect(Math.abs(connection.serverNow() - Date.now())).to.be.below(5_000);
  });

  it("that drops says so, takes the same seat again and is live", async () => {
    const { connection, until, kinds } = connect();
    await until("live");
    const { state } = connection;
    cutSeat(test.lobby.roomId);
    await until("lost");
    const asked = connection.request("getSnapshot", {});
    expect(await asked.catch((error: Error) => error.message)).to.equal("no connection");
    await until("live", 2);
    expect(kinds()).to.deep.equal(["connecting", "live", "lost", "live"]);
    expect(connection.state).to.equal(state);
    expect((await connection.request("getSnapshot", {})).ok).to.equal(true);
  });

  it("closed while it is taking its seat again stays closed", async () => {
    const { connection, until, kinds } = connect();
    await until("live");
    const watcher = connect();
    await watcher.until("live");
    cutSeat(test.lobby.roomId);
    await until("lost");
    connection.close();
    await watcher.until("live", 2);
    await new Promise<void>((resolve) => {
      watcher.connection.onState(({ spectatorCount }) => {
        if (spectatorCount === 1) resolve();
      });
      if (watcher.connection.state?.spectatorCount === 1) resolve();
    });
    expect(kinds()).to.deep.equal(["connecting", "live", "lost"]);
  });

  const final: [string, Partial<ConnectOptions>, string][] = [
    ["a bad token", { token: () => "nonsense" }, "unauthorized"],
    [
      "a lobby nobody knows",
      { roomId: () => Promise.reject(new Error("lobby_unknown")) },
      "lobby_unknown",
    ],
  ];
  for (const [what, options, code] of final) {
    it(`with ${what} is refused and not tried again`, async () => {
      const { until, said } = connect(options);
      await until("refused");
      expect(said).to.deep.equal([{ kind: "connecting" }, { kind: "refused", code }]);
    });
  }

  it("to a room that is not there yet, or with no answer at all, is tried again", async () => {
    const answers = [
      () => Promise.resolve(randomUUID()),
      () => Promise.reject(new TypeError("fetch failed")),
    ];
    const { until, kinds } = connect({
      roomId: () => (answers.shift() ?? (() => Promise.resolve(test.lobby.roomId)))(),
    });
    await until("live");
    expect(answers).to.deep.equal([]);
    expect(kinds()).to.deep.equal(["connecting", "live"]);
  });

  it("outlives a restart of the server and finds the same room in a newer epoch", async () => {
    const { connection, until } = connect();
    await until("live");
    const before = connection.state?.roomEpoch ?? 0;
    const port = new URL(test.url).port;
    await test.app.close();
    await until("lost");
    test = await startTestApp({ database, instanceId, environment: { PORT: port } });
    await until("live", 2);
    expect(connection.state?.lobbyCode).to.equal(test.lobby.code);
    expect(connection.state?.roomEpoch).to.equal(before + 1);
  });
});
