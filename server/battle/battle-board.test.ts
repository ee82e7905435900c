import { expect } from "chai";
import { type BattleEvents, makeBattleEvents } from "#server/testing/battle-events.ts";
import { type BattleNight, startBattleNight } from "#server/testing/battle-night.ts";
import { shownScores } from "#server/testing/battle-sums.ts";

interface Told {
  gifts: { id: number; viewerId: string; count: number; country: string; streakTotal: number }[];
  comments: { text: string; country: string; eventId: string }[];
}

describe("a stage's screen", () => {
  let night: BattleNight;
  let live: BattleEvents;
  afterEach(() => night.end());

  async function open(options: Parameters<typeof startBattleNight>[0] = {}) {
    night = await startBattleNight(options);
    live = makeBattleEvents(night.clock);
    await night.live.connect();
    return night.start();
  }
  const told = <Name extends keyof Told>(event: string, part: Name): Told[Name] =>
    night.events
      .filter((each) => each.event === event)
      .flatMap(({ payload }) => (payload as Told)[part] as never[]) as Told[Name];

  it("is told of gifts alike of one viewer as one, with what they count for", async () => {
    await open();
    await night.live.give([
      live.says("1", "Turkey"),
      live.hit("1", { quantity: 2 }),
      live.hit("1", { quantity: 5 }),
      live.gift("2", { itemId: "8" }),
    ]);
    await night.settle();
    const gifts = told("giftsScored", "gifts").map(({ viewerId, count, country, streakTotal }) => [
      viewerId,
      count,
      country,
      streakTotal,
    ]);
    expect(gifts).to.deep.equal([
      ["1", 5, "TR", 5],
      ["2", 1, "", 0],
    ]);
  });

  it("is told of 40 gifts of a flood, while the scores have all of them", async () => {
    await open({ settings: { giftCountries: { "5655": "SA" } } });
    await night.live.give(Array.from({ length: 500 }, (_, index) => live.gift(`${index}`)));
    await night.settle();
    expect(told("giftsScored", "gifts")).to.have.length(40);
    expect(shownScores(night.state)).to.deep.equal({ TR: 0, SA: 500 });
    const ids = told("giftsScored", "gifts").map(({ id }) => id);
    expect(ids).to.deep.equal(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it("shows the best three of each side, by points and then by who was first", async () => {
    await open({ settings: { giftCountries: { "5655": "SA" } } });
    await night.live.give([
      live.gift("a", { unitValue: 5 }),
      live.gift("b", { unitValue: 9 }),
      live.gift("c", { unitValue: 5 }),
      live.gift("d", { unitValue: 1 }),
    ]);
    await night.settle();
    const top = () => night.state.sides.get("SA")?.topGifters.map(({ viewerId }) => viewerId);
    expect(top()).to.deep.equal(["b", "a", "c"]);
    await night.live.give([live.gift("d", { unitValue: 10 })]);
    await night.settle();
    expect(top()).to.deep.equal(["d", "b", "a"]);
    expect(night.state.sides.get("SA")?.rank).to.equal(1);
  });

  it("shows the longest combo until its window is over", async () => {
    await open();
    await night.live.give([live.gift("1"), live.gift("1", { itemId: "2" }), live.gift("2")]);
    await night.settle();
    expect([night.state.comboName, night.state.comboCount]).to.deep.equal(["Name 1", 2]);
    await night.runTo(night.clock.now() + 11_000);
    await night.settle();
    expect([night.state.comboName, night.state.comboCount]).to.deep.equal(["", 0]);
  });

  it("shows comments that are clean, ten at most in 100 ms, with the country each one chose", async () => {
    await open({ isClean: (text) => !text.includes("rude") });
    await night.live.give([
      live.says("1", "rude words"),
      live.says("1", "go Turkey"),
      ...Array.from({ length: 30 }, (_, index) => live.says("2", `hello ${index}`)),
    ]);
    await night.settle();
    const comments = told("chatShown", "comments");
    expect(comments).to.have.length(10);
    expect(comments[0]).to.include({ text: "go Turkey", country: "TR" });
    expect(comments[1]).to.include({ text: "hello 0", country: "" });
  });

  it("takes off what the platform deleted, also before it was shown", async () => {
    await open();
    const rude = live.says("1", "Turkey");
    const deletion = {
      ...live.says("1", ""),
      kind: "moderation" as const,
      deletedEventIds: [rude.eventId],
      deletedViewerIds: ["9"],
    };
    await night.live.give([rude, live.says("2", "hi"), deletion]);
    await night.settle();
    expect(told("chatShown", "comments").map(({ text }) => text)).to.deep.equal(["hi"]);
    const deleted = night.events.filter(({ event }) => event === "chatDeleted");
    expect(deleted.map(({ payload }) => payload)).to.deep.equal([
      { eventIds: [rude.eventId], viewerIds: ["9"] },
    ]);
  });

  it("says how the live input is doing", async () => {
    night = await startBattleNight();
    night.live.status({
      state: "rate_limited",
      fault: "rate_limit",
      retryAt: 5,
      source: "tiktok",
      channel: "streamer",
      viewers: 12,
      likes: 34,
      dropped: 3,
    });
    await night.settle();
    const { sourceState, sourceFault, sourceRetryAtMs, channel, viewers, likes } = night.state;
    expect({ sourceState, sourceFault, sourceRetryAtMs, channel, viewers, likes }).to.deep.equal({
      sourceState: "rate_limited",
      sourceFault: "rate_limit",
      sourceRetryAtMs: 5,
      channel: "streamer",
      viewers: 12,
      likes: 34,
    });
  });

  it("shows the next line-up while the stage is idle, as the host sets it", async () => {
    night = await startBattleNight();
    const settings = await night.request("readSettings", {});
    if (!settings.ok) throw new Error(settings.refusal.code);
    const changed = { ...settings.value, sides: ["BR", "AR", "CL"] };
    expect((await night.request("saveSettings", changed)).ok).to.equal(true);
    await night.settle();
    expect([...night.state.sides.keys()]).to.deep.equal(["BR", "AR", "CL"]);
    expect([...night.state.sides.values()].map(({ seat }) => seat)).to.deep.equal([0, 1, 2]);
    const wrong = await night.request("saveSettings", { ...changed, giftCountries: { "1": "ZZ" } });
    expect(wrong).to.deep.equal({ ok: false, refusal: { code: "country_unknown" } });
  });
});
