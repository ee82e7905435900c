import { expect } from "chai";
import {
  FAKE_CHANNEL,
  type SourceStand,
  startSourceStand,
} from "#server/testing/fake-tiktok/source-stand.ts";
import { loadLibrary } from "./load-library.ts";
import type { TikTokSourceOptions } from "./tiktok-source.ts";

const ada = { id: "7001" };
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

describe("a TikTok source", () => {
  let stand: SourceStand;
  afterEach(() => stand.close());

  async function start(source: Partial<TikTokSourceOptions> = {}): Promise<void> {
    stand = await startSourceStand({ source });
    stand.source.start();
  }
  /** Lets the pause before the next attempt go by. */
  function goOn(): void {
    const { retryAt } = stand.status() ?? {};
    if (retryAt === undefined) throw new Error("it is not tried again");
    stand.clock.advance(retryAt - stand.clock.now());
  }
  const states = () => stand.statuses.map(({ state }) => state);

  it("finds the room, has the connection signed, enters and goes live", async () => {
    await start({ signKey: "a key" });
    await stand.reaches("live");
    await stand.fake.until(() => stand.fake.seen.rooms.length === 1);
    expect(states()).to.deep.equal(["connecting", "live"]);
    expect(stand.fake.seen).to.deep.include({
      signs: 1,
      signKeys: ["a key"],
      rooms: [stand.fake.roomId],
    });
    expect(stand.source).to.deep.include({ kind: "tiktok", channel: FAKE_CHANNEL });
  });

  it("connects again a second after its socket breaks", async () => {
    await start();
    await stand.reaches("live");
    stand.fake.dropSockets();
    await stand.reaches("lost");
    const retryAt = stand.clock.now() + SECOND_MS;
    expect(stand.status()).to.deep.equal({ state: "lost", fault: "network", retryAt });
    goOn();
    await stand.reaches("live");
    expect(stand.fake.sockets()).to.equal(1);
  });

  it("tells history again after a reconnect, under the same ids and once per connection", async () => {
    await start();
    await stand.reaches("live");
    const gift = stand.fake.messages.gift({ viewer: ada, type: 2 });
    stand.fake.push([gift]);
    await stand.until(() => stand.events.length === 1);
    stand.fake.setInitial([gift, stand.fake.messages.chat(ada, "hello")]);
    for (const connection of [1, 2]) {
      stand.fake.dropSockets();
      await stand.reaches("lost");
      goOn();
      await stand.reaches("live");
      expect(stand.events).to.have.length(1 + 2 * connection);
    }
    expect(new Set(stand.events.map(({ eventId }) => eventId)).size).to.equal(2);
  });

  it("tells the history before the first frame", async () => {
    stand = await startSourceStand();
    stand.fake.setInitial([stand.fake.messages.chat(ada, "before")]);
    stand.source.start();
    await stand.reaches("live");
    stand.fake.push([stand.fake.messages.chat(ada, "after")]);
    await stand.until(() => stand.events.length === 2);
    expect(stand.events.map((event) => event.kind === "chat" && event.text)).to.deep.equal([
      "before",
      "after",
    ]);
  });

  it("takes clocks for equal that a signature can't tell apart, to the millisecond", async () => {
    stand = await startSourceStand();
    const at = stand.clock.now() - 123;
    stand.fake.setInitial([stand.fake.messages.chat(ada, "before", { at })]);
    stand.source.start();
    await stand.reaches("live");
    expect(stand.events[0]?.at).to.equal(at);
  });

  for (const minutes of [-10, 10]) {
    it(`goes by the signature's clock for history, the platform's being ${minutes} minutes off`, async () => {
      stand = await startSourceStand({ platformAheadMs: minutes * MINUTE_MS });
      const at = stand.clock.now() + minutes * MINUTE_MS - 20 * SECOND_MS;
      stand.fake.setInitial([stand.fake.messages.chat(ada, "before", { at })]);
      stand.source.start();
      await stand.reaches("live");
      const agoMs = stand.clock.now() - (stand.events[0]?.at ?? 0);
      expect(agoMs).to.be.within(19 * SECOND_MS, 20 * SECOND_MS);
    });
  }

  it("leaves a frozen server after the silence it was given", async () => {
    await start({ silenceMs: 40_000 });
    await stand.reaches("live");
    stand.clock.advance(39_000);
    stand.fake.push([stand.fake.messages.chat(ada, "hi")]);
    await stand.until(() => stand.events.length === 1);
    stand.fake.freeze();
    stand.clock.advance(39_999);
    expect(stand.status()?.state).to.equal("live");
    stand.clock.advance(1);
    expect(stand.status()).to.deep.include({ state: "lost", fault: "silence" });
    goOn();
    await stand.reaches("live");
  });

  it("waits as long as the sign service asks for, then connects", async () => {
    stand = await startSourceStand();
    stand.fake.refuseNext({
      status: 429,
      headers: { "retry-after": "90" },
      body: JSON.stringify({ message: "slow" }),
    });
    stand.source.start();
    await stand.reaches("rate_limited");
    const retryAt = stand.clock.now() + 90 * SECOND_MS;
    expect(stand.status()).to.deep.equal({ state: "rate_limited", fault: "rate_limit", retryAt });
    stand.clock.advance(89_999);
    expect(stand.fake.seen.signs).to.equal(1);
    goOn();
    await stand.reaches("live");
    expect(stand.fake.seen.signs).to.equal(2);
  });

  for (const status of [401, 402, 403]) {
    it(`says that its key was refused (${status}), and does not hammer`, async () => {
      stand = await startSourceStand();
      stand.fake.refuseNext({ status, body: JSON.stringify({ message: "no" }) });
      stand.source.start();
      await stand.reaches("failed");
      expect(stand.status()).to.deep.include({ fault: "sign_refused" });
      stand.clock.advance(5 * MINUTE_MS);
      expect(stand.fake.seen.signs).to.equal(1);
    });
  }

  it("waits twice as long after each fault in a row, up to a minute", async () => {
    stand = await startSourceStand();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1)
      stand.fake.refuseNext({ status: 500, body: "{}" });
    stand.source.start();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await stand.reaches("lost");
      expect(stand.status()?.fault).to.equal("server_error");
      pauses.push((stand.status()?.retryAt ?? 0) - stand.clock.now());
      goOn();
    }
    await stand.reaches("live");
    expect(pauses).to.deep.equal(
      [1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * SECOND_MS),
    );
  });

  it("goes on when a signature is no signature", async () => {
    stand = await startSourceStand();
    stand.fake.refuseNext({ status: 200, body: "<html>" });
    stand.fake.refuseNext({
      status: 200,
      headers: { "x-set-tt-cookie": "ttwid=1" },
      body: "\u0001",
    });
    stand.source.start();
    for (const _ of [1, 2]) {
      await stand.reaches("lost");
      goOn();
    }
    await stand.reaches("live");
  });

  it("goes on when its socket is refused", async () => {
    stand = await startSourceStand();
    stand.fake.refuseSockets(403);
    stand.source.start();
    await stand.reaches("lost");
    expect(stand.status()?.fault).to.equal("server_error");
    stand.fake.refuseSockets(undefined);
    goOn();
    await stand.reaches("live");
  });

  it("says that the network is gone when nothing can be reached", async () => {
    await start({ signUrl: "http://127.0.0.1:1" });
    await stand.reaches("lost");
    expect(stand.status()?.fault).to.equal("network");
    await stand.close();

    await start({ webHost: "127.0.0.1:1" });
    await stand.reaches("lost");
    expect(stand.status()?.fault).to.equal("network");
    await stand.close();

    stand = await startSourceStand();
    stand.fake.setPushServer("ws://127.0.0.1:1/im");
    stand.source.start();
    await stand.reaches("lost");
    expect(stand.status()?.fault).to.equal("network");
  });

  it("gives up on a user who does not exist, without asking for a signature", async () => {
    await start({ channel: "nobody" });
    await stand.reaches("failed");
    expect(stand.status()).to.deep.equal({ state: "failed", fault: "unknown_user" });
    const { visits } = stand.fake.pages;
    stand.clock.advance(60 * MINUTE_MS);
    expect(stand.fake.pages.visits).to.equal(visits);
    expect(stand.fake.seen.signs).to.equal(0);
  });

  it("does not take a page behind a riddle for a user who does not exist", async () => {
    stand = await startSourceStand();
    stand.fake.pages.isBlocked = true;
    stand.source.start();
    await stand.reaches("lost");
    expect(stand.status()?.fault).to.equal("server_error");
    stand.fake.pages.isBlocked = false;
    goOn();
    await stand.reaches("live");
  });

  it("asks the sign service for the room behind a riddle when it has a key there", async () => {
    stand = await startSourceStand({ source: { signKey: "a key" } });
    stand.fake.pages.isBlocked = true;
    stand.source.start();
    await stand.reaches("live");
    expect(stand.fake.seen.rooms).to.have.length.at.most(1);
    await stand.close();

    stand = await startSourceStand({ source: { signKey: "a key" } });
    stand.fake.pages.isBlocked = true;
    stand.fake.setOffline(true);
    stand.source.start();
    await stand.reaches("offline");
    expect(stand.fake.seen.signs).to.equal(0);
  });

  it("outlives a library that can't be set up", async () => {
    const { TikTokLiveConnection, ...rest } = await loadLibrary();
    let refusals = 1;
    const load = () =>
      Promise.resolve({
        ...rest,
        TikTokLiveConnection: class extends TikTokLiveConnection {
          constructor(name: string, options: Record<string, unknown>) {
            super(name, options);
            if (refusals-- > 0) throw new TypeError("no such option");
          }
        },
      });
    await start({ load });
    await stand.reaches("lost");
    expect(stand.status()?.fault).to.equal("server_error");
    goOn();
    await stand.reaches("live");
  });

  it("is told by the platform's pages to slow down", async () => {
    stand = await startSourceStand();
    stand.fake.pages.refusal = { status: 429, headers: { "retry-after": "120" } };
    stand.source.start();
    await stand.reaches("rate_limited");
    expect((stand.status()?.retryAt ?? 0) - stand.clock.now()).to.equal(120 * SECOND_MS);
  });

  it("looks again, slowly and silently, for a user who is not live", async () => {
    stand = await startSourceStand();
    stand.fake.setOffline(true);
    stand.source.start();
    for (const [checks, minutes] of [1, 2, 4, 5].entries()) {
      await stand.until(() => states().filter((state) => state === "offline").length > checks);
      const retryAt = stand.clock.now() + minutes * MINUTE_MS;
      expect(stand.status()).to.deep.equal({ state: "offline", fault: "user_offline", retryAt });
      if (minutes < 5) goOn();
    }
    expect(states()).to.deep.equal(["connecting", "offline", "offline", "offline", "offline"]);
    stand.fake.setOffline(false);
    goOn();
    await stand.reaches("live");
    expect(states().slice(-2)).to.deep.equal(["connecting", "live"]);
    expect(stand.fake.seen.signs).to.equal(1);
  });

  it("pauses and resumes with the LIVE", async () => {
    await start();
    await stand.reaches("live");
    stand.fake.push([stand.fake.messages.control(1)]);
    await stand.reaches("paused");
    stand.fake.push([stand.fake.messages.control(2)]);
    await stand.reaches("live");
    expect(stand.events.map((event) => event.kind === "stream" && event.action)).to.deep.equal([
      "paused",
      "resumed",
    ]);
  });

  for (const [action, name] of [
    [3, "ended"],
    [4, "suspended"],
  ] as const) {
    it(`ends with a LIVE that is ${name}, and finds the next one`, async () => {
      await start();
      await stand.reaches("live");
      stand.fake.setOffline(true);
      stand.fake.push([
        stand.fake.messages.control(action),
        stand.fake.messages.gift({ viewer: ada, type: 2 }),
      ]);
      await stand.until(() => stand.events.length === 2);
      expect(stand.status()?.state).to.equal("ended");
      await stand.fake.until(() => stand.fake.sockets() === 0);
      goOn();
      await stand.reaches("offline");
      stand.fake.setOffline(false);
      goOn();
      await stand.reaches("live");
      expect(states().slice(1)).to.deep.equal(["live", "ended", "offline", "connecting", "live"]);
    });
  }

  it("hears of the end in the history too", async () => {
    stand = await startSourceStand();
    stand.fake.setInitial([stand.fake.messages.control(3)]);
    stand.source.start();
    await stand.reaches("ended");
    expect(stand.events).to.have.length(1);
    await stand.fake.until(() => stand.fake.sockets() === 0);
    expect(states()).to.deep.equal(["connecting", "ended"]);
  });

  it("stays away when it is stopped while it connects", async () => {
    stand = await startSourceStand();
    const release = stand.fake.holdSigns();
    stand.source.start();
    await stand.fake.until(() => stand.fake.seen.signs === 1);
    await stand.source.stop();
    release();
    expect(stand.fake.sockets()).to.equal(0);
    expect(states()).to.deep.equal(["connecting"]);
  });

  it("says nothing more once it is stopped", async () => {
    await start();
    await stand.reaches("live");
    await stand.source.stop();
    const told = stand.statuses.length;
    await stand.fake.until(() => stand.fake.sockets() === 0);
    stand.clock.advance(60 * MINUTE_MS);
    expect(stand.statuses).to.have.length(told);
    expect(stand.fake.seen.signs).to.equal(1);
  });

  it("gives up on an attempt that hangs", async () => {
    stand = await startSourceStand();
    const release = stand.fake.holdSigns();
    stand.source.start();
    await stand.fake.until(() => stand.fake.seen.signs === 1);
    stand.clock.advance(45 * SECOND_MS);
    expect(stand.status()).to.deep.include({ state: "lost", fault: "network" });
    release();
    goOn();
    await stand.reaches("live");
    expect(stand.fake.sockets()).to.equal(1);
  });

  it("says that its library is missing", async () => {
    await start({ load: () => import("a-library-that-nobody-has" as string) });
    await stand.reaches("failed");
    expect(stand.status()).to.deep.equal({ state: "failed", fault: "library_missing" });
    expect(stand.log.lines.some(({ level }) => level === "error")).to.equal(true);
  });

  it("keeps to its own stand-in when there are several in one process", async () => {
    await start();
    const other = await startSourceStand();
    other.source.start();
    await Promise.all([stand.reaches("live"), other.reaches("live")]);
    expect([stand.fake.seen.signs, other.fake.seen.signs]).to.deep.equal([1, 1]);
    await other.close();
  });
});
