import { expect } from "chai";
import { battleRoutes } from "#common/battle/battle-api.ts";
import type { Outcome } from "#common/framework/refusals.ts";
import { type BattleEvents, makeBattleEvents } from "#server/testing/battle-events.ts";
import { type BattleNight, startBattleNight } from "#server/testing/battle-night.ts";
import { createBattleHandlers } from "./battle-routes.ts";

type Name = keyof typeof battleRoutes;

describe("battles over HTTP", () => {
  let night: BattleNight;
  let live: BattleEvents;
  let handlers: ReturnType<typeof createBattleHandlers>;

  beforeEach(async () => {
    night = await startBattleNight();
    live = makeBattleEvents(night.clock);
    const { database, stages, directory } = night;
    handlers = createBattleHandlers({ dataSource: database.dataSource, stages, directory });
    await night.live.connect();
  });
  afterEach(() => night.end());

  /** Calls a route's handler with what its contract makes of the input; the reply fits it too. */
  async function call(name: Name, parts: { params?: object; query?: object; body?: object } = {}) {
    const route = battleRoutes[name];
    const input = {
      params: "params" in route ? route.params.parse(parts.params ?? {}) : undefined,
      query: "query" in route ? route.query.parse(parts.query ?? {}) : undefined,
      body: "body" in route ? route.body.parse(parts.body ?? {}) : undefined,
    };
    const handler = handlers[name] as (call: object) => Promise<Outcome<Record<string, unknown>>>;
    const answer = await handler({ ...input, caller: { role: "host" } });
    if (!answer.ok) return answer.refusal.code;
    return route.reply.parse(answer.value) as Record<string, never>;
  }

  async function startByHttp(body: object = {}) {
    const { battle } = (await call("startBattle", { body })) as unknown as {
      battle: { id: number };
    };
    await night.runUntil(({ battleId, phase }) => battleId === battle.id && phase === "running");
    return { id: `${battle.id}` };
  }
  const unknown = { params: { id: "999" } };

  it("say where a stage is and what is on there", async () => {
    const params = { code: "btlx" };
    const { roomId } = night;
    expect(await call("readStage", { params })).to.deep.equal({
      code: "BTLX",
      roomId,
      phase: "idle",
      battleId: null,
    });
    expect(await call("readActive")).to.deep.equal({ battle: null });
    const { id } = await startByHttp({ title: "Final", sides: ["EG", "PK"], durationMs: 20_000 });
    expect(await call("readStage", { params: { code: "current" } })).to.deep.include({
      phase: "running",
      battleId: Number(id),
    });
    const { battle } = (await call("activeAlias")) as unknown as { battle: object };
    expect(battle).to.deep.include({ title: "Final", phase: "running", endedAt: null });
    expect([...night.state.sides.keys()]).to.deep.equal(["EG", "PK"]);
    expect(night.state.durationMs).to.equal(20_000);
    expect(await call("readStage", { params: { code: "NONE" } })).to.equal("stage_unknown");
    expect(await call("readActive", { query: { stage: "none" } })).to.equal("stage_unknown");
  });

  it("start one battle at a time, of countries there are", async () => {
    expect(await call("startBattle", { body: { sides: ["TR", "ZZ"] } })).to.equal(
      "country_unknown",
    );
    await startByHttp();
    expect(await call("startBattle")).to.equal("battle_running");
  });

  it("end a battle once; every later end answers the same battle", async () => {
    const params = await startByHttp();
    await night.live.give([live.says("1", "Turkey"), live.gift("1")]);
    const first = (await call("endBattle", { params })) as unknown as { battle: object };
    const second = await call("endBattle", { params });
    expect(second).to.deep.equal(first);
    expect(first.battle).to.include({ phase: "closing" });
    await night.runUntil((state) => state.phase === "finished");
    const last = (await call("endBattle", { params })) as unknown as { battle: object };
    expect(last.battle).to.deep.include({ phase: "finished", winner: "TR", gifts: 1, diamonds: 1 });
    expect(await call("endBattle", unknown)).to.equal("battle_unknown");
  });

  it("score by hand, by id or for what is on", async () => {
    expect(await call("scoreAlias", { body: { country: "tr", points: 5 } })).to.equal(
      "battle_not_running",
    );
    const params = await startByHttp();
    const body = { country: "TR", points: 5 };
    expect(await call("addScore", { params, body })).to.deep.equal({ score: 5, isRepeat: false });
    expect(await call("scoreAlias", { body })).to.deep.equal({ score: 10, isRepeat: false });
    expect(await call("addScore", { ...unknown, body })).to.equal("battle_unknown");
    expect(await call("addScore", { params, body: { country: "BR", points: 5 } })).to.equal(
      "side_unknown",
    );
    await call("resetBattle", { params });
    expect(await call("addScore", { params, body })).to.equal("battle_not_running");
  });

  it("reset by id or by stage, and history stays", async () => {
    const params = await startByHttp();
    expect(await call("resetBattle", { params })).to.deep.equal({});
    expect(await call("resetBattle", unknown)).to.equal("battle_unknown");
    await startByHttp();
    expect(await call("resetAlias")).to.deep.equal({});
    await night.settle();
    expect(night.state.phase).to.equal("idle");
    const { battles } = (await call("historyAlias")) as unknown as { battles: object[] };
    expect(battles).to.have.length(2);
  });

  it("list the past of every stage or of one, with the dropped battles or without", async () => {
    const first = await startByHttp();
    await call("resetBattle", { params: first });
    const second = await startByHttp();
    await call("endBattle", { params: second });
    await night.runUntil((state) => state.phase === "finished");
    const past = async (query: object, name: Name = "listBattles") => {
      const { battles } = (await call(name, { query })) as unknown as { battles: { id: number }[] };
      return battles.map(({ id }) => `${id}`);
    };
    expect(await past({})).to.deep.equal([second.id, first.id]);
    expect(await past({ phase: "finished" })).to.deep.equal([second.id]);
    expect(await past({ phase: "finished" }, "historyAlias")).to.deep.equal([second.id]);
    expect(await past({ stage: "btlx" })).to.deep.equal([second.id, first.id]);
    expect(await past({ stage: "NONE" })).to.deep.equal([]);
    expect(await past({ stage: "btlx", phase: "finished", before: second.id })).to.deep.equal([]);
  });

  it("tell a battle's scores over time, its gifters and its gifts", async () => {
    const params = await startByHttp();
    await night.live.give([
      live.says("1", "Turkey"),
      live.gift("1", { unitValue: 5 }),
      live.gift("2", { unitValue: 8 }),
      live.gift("3", { unitValue: 30 }),
    ]);
    await night.runTo(night.clock.now() + 20_000);
    await night.live.give([live.says("2", "Saudi Arabia")]);
    await night.runTo(night.clock.now() + 5_000);
    await call("addScore", { params, body: { country: "TR", points: 2 } });
    const detail = (await call("readBattle", { params })) as unknown as {
      battle: { standings: object; gifts: number; diamonds: number };
      timeline: { at: number; scores: object[] }[];
      gifters: { country: string; gifters: { viewerId: string }[] }[];
      points: { kind: string; country: string | null; points: number }[];
    };
    expect(detail.battle).to.deep.include({ gifts: 3, diamonds: 43 });
    expect(detail.battle.standings).to.deep.equal([
      { country: "SA", seat: 1, points: 8, place: 1 },
      { country: "TR", seat: 0, points: 7, place: 2 },
    ]);
    expect(detail.timeline.map(({ scores }) => scores)).to.deep.equal([
      [
        { country: "SA", points: 8 },
        { country: "TR", points: 5 },
      ],
      [
        { country: "SA", points: 8 },
        { country: "TR", points: 7 },
      ],
    ]);
    expect(
      detail.gifters.map(({ country, gifters }) => [country, gifters[0]?.viewerId]),
    ).to.deep.equal([
      ["SA", "2"],
      ["TR", "1"],
    ]);
    // A claimed gift stands once, and one that nobody claimed is worth nothing: they add up to the score.
    expect(detail.points.map((row) => [row.kind, row.country, row.points])).to.deep.equal([
      ["manual", "TR", 2],
      ["claim", "SA", 8],
      ["gift", null, 0],
      ["gift", "TR", 5],
    ]);
    expect(await call("battleAlias", { params })).to.deep.equal(detail);
    expect(await call("readBattle", unknown)).to.equal("battle_unknown");
  });

  it("rank countries and gifters over battles, sessions and all time", async () => {
    for (const [viewerId, side] of [
      ["1", "Turkey"],
      ["2", "Saudi Arabia"],
      ["1", "Turkey"],
    ] as const) {
      const params = await startByHttp();
      await night.live.give([live.says(viewerId, side), live.gift(viewerId, { unitValue: 3 })]);
      await call("endBattle", { params });
      await night.runUntil((state) => state.phase === "finished");
    }
    const running = await startByHttp();
    await night.live.give([live.gift("2", { unitValue: 100 })]);
    const board = (await call("leaderboardAlias")) as unknown as { countries: object[] };
    expect(board.countries).to.deep.equal([
      { country: "TR", wins: 2, ties: 0, battles: 3, points: 6, winPercent: 66 },
      { country: "SA", wins: 1, ties: 0, battles: 3, points: 3, winPercent: 33 },
    ]);
    const gifters = async (query: object) => {
      const reply = (await call("readGifters", { query })) as unknown as {
        gifters: { viewerId: string; points: number }[];
      };
      return reply.gifters.map(({ viewerId, points }) => [viewerId, points]);
    };
    expect(await gifters({})).to.deep.equal([
      ["1", 6],
      ["2", 3],
    ]);
    expect(await gifters({ battleId: running.id })).to.deep.equal([["2", 100]]);
    const { id: session } = await night.live.connect();
    expect(await gifters({ sessionId: `${session}` })).to.deep.equal([
      ["2", 103],
      ["1", 6],
    ]);
    const page = (await call("listBattles", { query: { limit: "2" } })) as unknown as {
      battles: { number: number }[];
    };
    expect(page.battles.map(({ number }) => number)).to.deep.equal([3, 2]);
  });

  it("answer `closing` while the stage's room is not here", async () => {
    const params = await startByHttp();
    night.directory.closed(night.roomId);
    expect(await call("startBattle")).to.equal("closing");
    expect(await call("resetBattle", { params })).to.equal("closing");
    expect(await call("endBattle", { params })).to.equal("closing");
  });
});
