import { expect } from "chai";
import { sampleChat, sampleGift, sampleViewer } from "#common/live/event-samples.ts";
import type { LiveEvent, SupportEvent } from "#common/live/live-event.ts";
import { type BattleNight, startBattleNight } from "#server/testing/battle-night.ts";

describe("a stage", () => {
  let night: BattleNight;
  let made = 0;
  afterEach(() => night.end());

  const gift = (viewerId: string, overrides: Partial<SupportEvent> = {}): SupportEvent =>
    sampleGift({
      eventId: `g${(made += 1)}`,
      at: night.clock.now(),
      receivedAt: night.clock.now(),
      viewer: sampleViewer(viewerId),
      ...overrides,
    });
  const says = (viewerId: string, text: string, overrides: object = {}): LiveEvent =>
    sampleChat(text, {
      eventId: `c${(made += 1)}`,
      at: night.clock.now(),
      receivedAt: night.clock.now(),
      viewer: sampleViewer(viewerId),
      ...overrides,
    });
  const scores = () =>
    Object.fromEntries(
      [...night.state.sides.values()].map(({ country, score }) => [country, score]),
    );

  it("counts a gift for the country its sender has named, and shows it within a tick", async () => {
    night = await startBattleNight();
    await night.live.connect();
    await night.start();
    await night.live.give([says("1", "Turkey!"), gift("1", { unitValue: 10 })]);
    await night.settle();
    expect(scores()).to.deep.equal({ TR: 10, SA: 0 });
    expect(night.state.leader).to.equal("TR");
    expect(night.state.giftCount).to.equal(1);
    const told = night.events.filter(({ event }) => event === "giftsScored");
    expect(told).to.have.length(1);
  });
});
