import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { battleRoutes } from "#common/battle/battle-api.ts";
import { battleContract } from "#common/battle/battle-messages.ts";
import type { RouteContract } from "#common/framework/route-contract.ts";
import { liveRoutes } from "#common/live/live-api.ts";
import { identityRoutes } from "#common/players/identity-api.ts";
import { type BattleSeat, takeBattleSeat } from "./testing/battle-seat.ts";
import { shownScores } from "./testing/battle-sums.ts";
import { expectCleanBooks } from "./testing/expect-clean-books.ts";
import { FAKE_CHANNEL, type LiveNight, startLiveNight } from "./testing/live-night.ts";

describe("a stage that is misused", function () {
  this.timeout(30_000);
  let night: LiveNight;
  let token: string;

  before(async () => {
    night = await startLiveNight({
      environment: {
        REQUESTS_PER_SECOND_MAX: "100000",
        JOINS_PER_MINUTE_MAX: "1000",
        LOG_LEVEL: "silent",
      },
    });
    token = await night.test.hostToken();
  });
  after(() => night.end());

  const query = (sql: string, values: unknown[] = []) => night.test.dataSource.query(sql, values);
  const post = (path: string, body: unknown) => night.test.call("POST", path, { body, token });

  it("does nothing for a viewer who gives its commands", async () => {
    const settings = await night.host.request("readSettings", {});
    if (!settings.ok) throw new Error(settings.refusal.code);
    const inputs: Record<string, unknown> = {
      startBattle: {},
      endBattle: { battleId: 1 },
      resetBattle: { battleId: 1 },
      addScore: { battleId: 1, country: "TR", points: 5 },
      boostPoints: { battleId: 1, factor: 2, lastsMs: 10_000 },
      readSettings: {},
      saveSettings: settings.value,
      connectLive: { source: "simulator" },
      disconnectLive: {},
    };
    const commands = Object.keys(battleContract.commands).filter((name) => name !== "getSnapshot");
    expect(Object.keys(inputs)).to.have.members(commands);
    const request = night.viewer.request as (name: string, input: unknown) => Promise<unknown>;
    for (const [name, input] of Object.entries(inputs)) {
      const answer = await request(name, input);
      expect(answer, name).to.deep.include({ ok: false });
      expect((answer as { refusal: { code: string } }).refusal.code, name).to.equal("forbidden");
    }
    expect([night.viewer.state.phase, night.viewer.state.sourceState]).to.deep.equal([
      "idle",
      "off",
    ]);
    expect(await query("SELECT 1 FROM battles")).to.deep.equal([]);
  });

  it("refuses garbage in every command of its host", async () => {
    const request = night.host.request as (name: string, input: unknown) => Promise<unknown>;
    const garbage = [
      null,
      [],
      "x".repeat(5_000),
      { battleId: "1 OR 1=1", country: "\0\0", points: Number.NaN, title: "\uD83E" },
      { battleId: -1, sides: ["TR"], source: "tiktok", channel: "", factor: 1e9, a: 1 },
    ];
    for (const name of Object.keys(battleContract.commands)) {
      if (name === "getSnapshot") continue;
      for (const input of garbage) {
        const answer = (await request(name, input)) as { ok: boolean; refusal: { code: string } };
        const what = `${name} ${JSON.stringify(input).slice(0, 40)}`;
        expect([answer.ok, answer.refusal?.code], what).to.deep.equal([false, "invalid_input"]);
      }
    }
    expect(night.viewer.state.phase).to.equal("idle");
  });

  it("starts one battle for two taps at once, in the room and over HTTP", async () => {
    const [inRoom, overHttp] = await Promise.all([
      night.host.request("startBattle", {}),
      post("/battles", {}),
    ]);
    expect([inRoom.ok, overHttp.status === 201].filter(Boolean)).to.have.length(1);
    if (!inRoom.ok) expect(inRoom.refusal.code).to.equal("battle_running");
    else expect([overHttp.status, overHttp.body.code]).to.deep.equal([409, "battle_running"]);
    expect(await query("SELECT count(*)::int AS count FROM battles")).to.deep.equal([{ count: 1 }]);
  });

  it("takes points by hand once for a key, however often it is tapped", async () => {
    const { battleId } = await night.viewer.until(({ phase }) => phase === "running");
    const input = { country: "TR", points: 40, key: "tap-tap-tap" };
    const answers = await Promise.all([
      night.host.request("addScore", { battleId, ...input }),
      post(`/battles/${battleId}/score`, input),
      post("/manual-score", input),
      post(`/battles/${battleId}/score`, input),
    ]);
    const [inRoom, ...overHttp] = answers;
    if (!inRoom.ok) throw new Error(inRoom.refusal.code);
    const replies = [inRoom.value, ...overHttp.map(({ body }) => body)];
    expect(overHttp.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(replies.map(({ score }) => score)).to.deep.equal([40, 40, 40, 40]);
    expect(replies.filter(({ isRepeat }) => isRepeat === false)).to.have.length(1);
    await night.viewer.until((state) => shownScores(state).TR === 40);
    const noted = await query("SELECT 1 FROM host_actions WHERE action = 'add_score'");
    expect(noted).to.have.length(1);
  });

  it("answers to its older names as to the new ones", async () => {
    const { battleId } = night.viewer.state;
    for (const [older, newer] of [
      ["/active-battle", "/battles/active"],
      [`/battle/${battleId}`, `/battles/${battleId}`],
      ["/history?limit=5", "/battles?limit=5"],
      ["/leaderboard", "/battles/leaderboard"],
    ] as const) {
      const [was, is] = [await night.test.call("GET", older), await night.test.call("GET", newer)];
      expect([was.status, was.body], older).to.deep.equal([200, is.body]);
    }
    const nobody = await night.test.call("POST", "/reset", { body: {} });
    expect([nobody.status, nobody.body.code]).to.deep.equal([401, "unauthorized"]);
  });

  it("ends a battle once for taps at once, and its countries have fought once", async () => {
    const { battleId } = night.viewer.state;
    const ends = await Promise.all([
      night.host.request("endBattle", { battleId }),
      post(`/battles/${battleId}/end`, undefined),
      post(`/battles/${battleId}/end`, undefined),
    ]);
    expect(ends.filter((end) => "status" in end && end.status !== 200)).to.deep.equal([]);
    await night.viewer.until(({ phase }) => phase === "finished");
    const again = await post(`/battles/${battleId}/end`, undefined);
    expect([again.status, (again.body.battle as { winner: string }).winner]).to.deep.equal([
      200,
      "TR",
    ]);
    const results = await query("SELECT 1 FROM battle_results WHERE battle_id = $1", [battleId]);
    expect(results).to.have.length(4);
    const stats: { battles: number }[] = await query("SELECT battles FROM country_stats");
    expect(stats.map(({ battles }) => battles)).to.deep.equal([1, 1, 1, 1]);
    expect((await post("/reset", {})).status).to.equal(200);
    await night.viewer.until(({ phase }) => phase === "idle");
  });

  describe("beside another one that wants the same LIVE", () => {
    let other: BattleSeat;
    before(async () => {
      const taps = await Promise.all([night.connect(), night.connect()].map(codeOf));
      expect(taps).to.have.members(["connected", "source_connected"]);
      expect((await post("/lobbies", {})).status).to.equal(201);
      other = await takeBattleSeat(night.test.url, token);
      expect(other.room.roomId).to.not.equal(night.host.room.roomId);
    });
    after(() => other.deafen());

    /** How connecting ended. */
    const codeOf = (connecting: Promise<void>) =>
      connecting.then(
        () => "connected",
        (error: Error) => error.message,
      );
    const ask = () =>
      other.request("connectLive", { source: "tiktok", channel: `@${FAKE_CHANNEL}` });

    it("keeps it, and the other one is told", async () => {
      const answer = await ask();
      expect(answer.ok ? "connected" : answer.refusal.code).to.equal("source_connected");
      expect(other.state.sourceState).to.equal("off");
      expect(night.viewer.state.sourceState).to.equal("live");
      expect(night.fake.sockets()).to.equal(1);
    });

    it("gives it free when it leaves, and no gift counts on both", async () => {
      const gift = night.fake.messages.gift({ viewer: { id: "7001" }, type: 2 });
      night.send([gift]);
      await night.shown();
      await night.host.request("disconnectLive", {});
      expect((await ask()).ok).to.equal(true);
      await other.until(({ sourceState }) => sourceState === "live");
      night.send([gift, night.fake.messages.gift({ viewer: { id: "7001" }, type: 2 })]);
      await other.until(({ recordedGifts }) => recordedGifts === 1);
      expect(night.viewer.state.recordedGifts).to.equal(1);
      expect(await query("SELECT 1 FROM live_events WHERE kind = 'support'")).to.have.length(2);
    });
  });

  describe("over HTTP", () => {
    const params = ["0", "-1", "99999999999", "1%20OR%201=1", "%00", "%E0%A4%A", "__proto__", "🦁"];
    const queries = ["limit=0", "limit=1e9", "limit[]=1", "stage=%00%00", "battleId=x", "a=b"];
    const bodies = [
      "{",
      "null",
      "[]",
      '"text"',
      '{"__proto__":{"country":"TR"}}',
      '{"country":"TR","points":1e400}',
      { country: "tr\0", points: 1, key: "k".repeat(1_000) },
      { country: "ZZ", points: "5" },
      { stage: "' OR 1", sides: ["TR", "TR"], durationMs: -1, title: "\u0000" },
      { sides: Array.from({ length: 5_000 }, () => "TR") },
      { handle: "\u202E", source: "tiktok", code: {}, playerId: randomUUID() },
      { title: "x".repeat(100_000) },
    ];
    let playerToken: string;
    before(async () => {
      playerToken = (await night.test.join("Ana")).token;
    });

    const routes: [string, RouteContract][] = Object.entries({
      ...battleRoutes,
      ...liveRoutes,
      ...identityRoutes,
    });
    for (const [name, route] of routes) {
      it(`answers garbage to ${route.method} ${route.path} with a problem (${name})`, async () => {
        const bearer = route.roles.includes("player") ? playerToken : token;
        const call = (path: string, body?: unknown) =>
          night.test.call(route.method, path, {
            token: bearer,
            headers: { "content-type": "application/json" },
            ...(body === undefined ? {} : { body }),
          });
        const plain = route.path.replace(/:\w+/g, "1");
        const paths = [
          ...(plain === route.path ? [] : params.map((it) => route.path.replace(/:\w+/g, it))),
          ...(route.query === undefined ? [] : queries.map((it) => `${plain}?${it}`)),
        ];
        for (const path of paths) {
          const answer = await call(path);
          expect(answer.status, `${path} ${answer.text.slice(0, 300)}`).to.be.within(400, 499);
          expect(answer.headers.get("content-type"), path).to.match(/problem\+json/);
        }
        if (route.method === "GET") return;
        for (const body of route.body === undefined ? [] : bodies) {
          const answer = await call(plain, body);
          const what = `${JSON.stringify(body).slice(0, 80)} ${answer.text}`;
          expect(answer.status, what).to.be.within(400, 499);
          expect(answer.headers.get("content-type"), what).to.match(/problem\+json/);
        }
      });
    }

    it("is as it was after all of it", async () => {
      expect((await night.test.call("GET", "/healthz")).status).to.equal(200);
      expect(await query("SELECT count(*)::int AS count FROM battles")).to.deep.equal([
        { count: 1 },
      ]);
      await expectCleanBooks(night.test.dataSource);
    });
  });
});
