import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { BattleState } from "#common/battle/battle-state.ts";
import { shownScores } from "./testing/battle-sums.ts";
import { encodePush } from "./testing/fake-tiktok/encode-frame.ts";
import { startLeapingClock } from "./testing/leaping-clock.ts";
import { FAKE_CHANNEL, type LiveNight, startLiveNight } from "./testing/live-night.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HEART = { giftId: "7934", name: "Heart Me", type: 2 } as const;

describe("a host whose LIVE can't be had", function () {
  this.timeout(30_000);
  let clock: ReturnType<typeof startLeapingClock>;
  let night: LiveNight;

  beforeEach(async () => {
    clock = startLeapingClock();
    night = await startLiveNight({
      clock,
      now: clock.now,
      environment: { LOG_LEVEL: "silent", LEASE_SECONDS: "300" },
    });
  });
  afterEach(async () => {
    await night.end();
    clock.stop();
  });

  const ask = (channel = FAKE_CHANNEL) =>
    night.host.request("connectLive", { source: "tiktok", channel });
  const reaches = (state: BattleState["sourceState"]) =>
    night.viewer.until(({ sourceState }) => sourceState === state);
  /** Lets the pause until the next attempt go by. */
  const goOn = () => clock.leap(night.viewer.state.sourceRetryAtMs - clock.now());
  async function expectGift() {
    await night.choose(new Map([["7001", "TR"]]));
    const before = night.viewer.state.recordedGifts;
    night.send([night.fake.messages.gift({ ...HEART, viewer: { id: "7001" } })]);
    await night.viewer.until(({ recordedGifts }) => recordedGifts === before + 1);
  }

  it("hears that nobody has this name, and can type another", async () => {
    expect((await ask("no.such.user")).ok).to.equal(true);
    const { sourceFault, sourceRetryAtMs, channel } = await reaches("failed");
    expect([sourceFault, sourceRetryAtMs, channel]).to.deep.equal([
      "unknown_user",
      0,
      "no.such.user",
    ]);
    expect((await ask()).ok).to.equal(true);
    await reaches("live");
    await expectGift();
  });

  it("hears that a name is none, and nothing begins", async () => {
    const answer = await ask("https://example.org/not-a-profile");
    expect(answer).to.deep.include({ ok: false });
    expect(night.viewer.state.sourceState).to.equal("off");
  });

  it("is connected as soon as the user goes live", async () => {
    night.fake.setOffline(true);
    await ask();
    const { sourceFault, sourceRetryAtMs } = await reaches("offline");
    expect(sourceFault).to.equal("user_offline");
    expect(sourceRetryAtMs - clock.now()).to.be.within(50 * SECOND_MS, 80 * SECOND_MS);
    night.fake.setOffline(false);
    goOn();
    await reaches("live");
    await expectGift();
  });

  it("sees until when the sign service wants to be left alone", async () => {
    night.fake.refuseNext({ status: 429, headers: { "retry-after": "90" }, body: "{}" });
    await ask();
    const { sourceFault, sourceRetryAtMs } = await reaches("rate_limited");
    expect(sourceFault).to.equal("rate_limit");
    expect(sourceRetryAtMs - clock.now()).to.be.within(80 * SECOND_MS, 115 * SECOND_MS);
    expect(night.fake.seen.signs).to.equal(1);
    goOn();
    await reaches("live");
    await expectGift();
  });

  it("misses no gift of a time without network that the platform still tells of", async () => {
    await ask();
    await reaches("live");
    await night.choose(new Map([["7001", "SA"]]));
    await night.start();
    night.fake.refuseSockets(403);
    night.fake.dropSockets();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { sourceRetryAtMs, sourceFault } = await night.viewer.until(
        (state) => state.sourceState === "lost" && state.sourceRetryAtMs > clock.now(),
      );
      expect(sourceFault).to.be.oneOf(["network", "server_error"]);
      clock.leap(sourceRetryAtMs - clock.now());
    }
    const gift = night.fake.messages.gift({ ...HEART, diamonds: 300, viewer: { id: "7001" } });
    night.fake.setInitial([gift]);
    night.fake.refuseSockets(undefined);
    await night.viewer.until((state) => {
      if (state.sourceState === "lost" && state.sourceRetryAtMs > clock.now()) goOn();
      return state.sourceState === "live";
    });
    await night.viewer.until(({ diamondCount }) => diamondCount === 300);
    night.send([gift]);
    await night.shown();
    expect(shownScores(night.viewer.state)).to.deep.include({ SA: 300 });
  });
});

describe("a battle fed by a LIVE that misbehaves", function () {
  this.timeout(60_000);
  let night: LiveNight;
  afterEach(() => night.end());

  async function begin(options: Parameters<typeof startLiveNight>[0] = {}) {
    night = await startLiveNight(options);
    await night.connect();
  }

  it("loses nothing to frames that are none, cut short, or of 64 MB unpacked", async () => {
    await begin();
    await night.choose(new Map([["7001", "TR"]]));
    await night.start();
    const { fake } = night;
    const pushOf = (payload: Uint8Array) =>
      encodePush(fake.library, { logId: "666", payloadType: "msg", payload });
    const hell = [
      Buffer.from("not a frame at all"),
      pushOf(gzipSync(Buffer.alloc(64 * 1_048_576))),
      pushOf(gzipSync(Buffer.alloc(5_000, 7)).subarray(0, 20)),
      pushOf(Buffer.alloc(5_242_880, 0xff)),
      pushOf(Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f)),
    ];
    for (const frame of hell) {
      fake.pushRaw(frame);
      night.send([fake.messages.gift({ ...HEART, diamonds: 2, viewer: { id: "7001" } })]);
    }
    await night.shown();
    const { state } = night.viewer;
    expect(shownScores(state)).to.deep.include({ TR: 2 * hell.length });
    expect(state.undecodedCount).to.equal(hell.length);
    expect(state.sourceState).to.equal("live");
    expect(fake.sockets()).to.equal(1);
    expect((await night.test.call("GET", "/healthz")).status).to.equal(200);
  });

  it("keeps each of 10,000 gifts in a burst, drops only what is worth little, and stays awake", async () => {
    await begin({ environment: { LIVE_BUFFER_MAX: "500" } });
    await night.choose(new Map([["7001", "EG"]]));
    await night.start();
    const { fake, viewer } = night;
    const giver = { id: "7001" };
    const frames = Array.from({ length: 100 }, () => [
      ...Array.from({ length: 100 }, () => fake.messages.gift({ ...HEART, viewer: giver })),
      ...Array.from({ length: 20 }, () => fake.messages.like(giver, { count: 3 })),
      ...Array.from({ length: 20 }, () => fake.messages.join(giver)),
    ]);
    const isOver = () => viewer.state.giftCount === 10_000;
    for (const frame of frames) fake.push(frame);
    const answers: number[] = [];
    while (!isOver()) answers.push((await night.test.call("GET", "/healthz")).status);
    await night.shown();
    expect(answers.length).to.be.greaterThan(2);
    expect(new Set(answers)).to.deep.equal(new Set([200]));
    expect(shownScores(viewer.state)).to.deep.include({ EG: 10_000 });
    expect(viewer.state.droppedCount).to.be.greaterThan(0);
    const kinds: { kind: string; count: number }[] = await night.test.dataSource.query(
      "SELECT kind, count(*)::int AS count FROM live_events GROUP BY kind",
    );
    const recorded = new Map(kinds.map(({ kind, count }) => [kind, count]));
    expect(recorded.get("support")).to.equal(10_000);
    expect((recorded.get("like") ?? 0) + (recorded.get("join") ?? 0)).to.equal(
      4_000 - viewer.state.droppedCount,
    );
  });

  it("counts for viewers whose names no screen could bear, and shows them fit names", async () => {
    await begin();
    const nicknames = [
      "",
      "🦁".repeat(500),
      "\u202Egnp.exe\u202D\u2066x\u2069",
      "nul\0in\u0007side",
      "half \uD83E a pair \uDD81",
      "\u200B\u200D\uFEFF",
      `Z${"\u0301".repeat(400)}algo`,
      "'); DROP TABLE battle_points;--",
    ];
    const viewers = nicknames.map((nickname, index) => ({
      id: String(8_001 + index),
      displayId: index % 2 === 0 ? nickname.slice(0, 60) : `handle_${index}`,
      nickname,
    }));
    const { fake } = night;
    night.send(
      viewers.map((viewer) => fake.messages.chat(viewer, `\0Turkey\uD83E ${viewer.nickname}`)),
    );
    const battleId = await night.start();
    await night.shown();
    night.send(
      viewers.map((viewer, index) =>
        fake.messages.gift({ ...HEART, viewer, name: viewer.nickname, diamonds: 1 + index }),
      ),
    );
    await night.shown();
    const { state } = night.viewer;
    expect(shownScores(state)).to.deep.include({ TR: 36 });
    const top = [...(state.sides.get("TR")?.topGifters ?? [])].map(({ name }) => name);
    const { dataSource } = night.test;
    const stored: { name: string }[] = await dataSource.query("SELECT name FROM live_viewers");
    const { body } = await night.test.call("GET", `/battles/${battleId}`);
    const rows = body.points as { viewerName: string; giftName: string }[];
    expect(rows).to.have.length(viewers.length);
    const names = [
      ...top,
      ...stored.map(({ name }) => name),
      ...rows.map(({ viewerName }) => viewerName),
    ];
    expect(top).to.have.length(3);
    for (const name of names) {
      expect(name).to.not.equal("");
      expect(name, JSON.stringify(name)).to.not.match(
        /[\p{Cc}\p{Cs}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u,
      );
      expect([...new Intl.Segmenter().segment(name)].length).to.be.at.most(24);
      expect(name.length).to.be.at.most(200);
    }
    for (const { giftName } of rows) expect(giftName).to.not.match(/[\0\p{Cs}\u202A-\u202E]/u);
  });

  it("counts gifts of no price and of the highest", async () => {
    await begin();
    await night.choose(new Map([["7001", "PK"]]));
    await night.start();
    const giver = { id: "7001" };
    const { gift } = night.fake.messages;
    const group = String(Date.now());
    night.send([
      gift({ ...HEART, viewer: giver, giftId: "9001", diamonds: 0 }),
      gift({ viewer: giver, giftId: "9002", diamonds: 0, group, count: 40 }),
      gift({ ...HEART, viewer: giver, giftId: "9003", diamonds: 44_999 }),
      gift({ viewer: giver, giftId: "9004", diamonds: 44_999, group, count: 99 }),
    ]);
    await night.shown();
    const { giftCount, diamondCount, sides } = night.viewer.state;
    expect([giftCount, diamondCount]).to.deep.equal([141, 4_499_900]);
    expect(sides.get("PK")?.topGifters[0]?.points).to.equal(4_499_900);
  });

  for (const minutes of [-10, 10]) {
    it(`goes by its own clock when the platform's is ${minutes} minutes off`, async () => {
      const platformNow = () => Date.now() + minutes * MINUTE_MS;
      await begin({ now: platformNow });
      const giver = { id: "7001" };
      const { gift } = night.fake.messages;
      await night.choose(new Map([["7001", "TR"]]));
      const battleId = await night.start();
      const streak = { viewer: giver, group: String(platformNow()), diamonds: 5 };
      night.send([gift({ ...streak, count: 3 })]);
      await night.shown();
      expect(shownScores(night.viewer.state)).to.deep.include({ TR: 15 });
      await night.host.request("endBattle", { battleId });
      const { startedAtMs, endsAtMs } = await night.viewer.until(
        ({ phase }) => phase === "closing",
      );
      const inBattle = Math.floor((startedAtMs + endsAtMs) / 2) + minutes * MINUTE_MS;
      night.send([
        gift({ ...streak, count: 4, at: inBattle }),
        gift({ ...HEART, viewer: giver, diamonds: 1_000, at: platformNow() }),
      ]);
      await night.viewer.until(({ phase }) => phase === "finished");
      expect(shownScores(night.viewer.state)).to.deep.include({ TR: 20 });
      expect(night.viewer.state.recordedGifts).to.equal(5);
    });
  }
});
