import { expect } from "chai";
import type { ScoredGift } from "#common/battle/battle-messages.ts";
import { createGiftFlow, FLIGHTS_MAX } from "./gift-flow.ts";

function gift(viewerId: string, points = 1, country = "TR"): ScoredGift {
  return {
    id: 1,
    viewerId,
    name: viewerId,
    giftId: "5655",
    giftName: "Rose",
    count: 1,
    streakTotal: 1,
    diamonds: points,
    points,
    multiplier: 1,
    country,
  };
}

describe("the flow of gifts", () => {
  it("lets at most eight fly at once", () => {
    const flow = createGiftFlow();
    for (let i = 0; i < 20; i++) flow.add(gift(`viewer ${i}`));
    while (flow.launch() !== undefined);
    expect(flow.flying).to.have.length(FLIGHTS_MAX);
    flow.land(flow.flying[0]!);
    expect(flow.launch()).not.to.equal(undefined);
    expect(flow.launch()).to.equal(undefined);
  });

  it("adds the same gifts of one sender up, in the air and before", () => {
    const flow = createGiftFlow();
    flow.add(gift("Ana", 5));
    flow.add(gift("Ana", 5));
    const flight = flow.launch()!;
    flow.add(gift("Ana", 5));
    expect(flight).to.include({ count: 3, points: 15 });
    expect(flow.launch()).to.equal(undefined);
  });

  it("keeps gifts for two countries apart", () => {
    const flow = createGiftFlow();
    flow.add(gift("Ana", 1, "TR"));
    flow.add(gift("Ana", 1, "EG"));
    expect([flow.launch(), flow.launch()].map((flight) => flight?.country)).to.have.members([
      "TR",
      "EG",
    ]);
  });

  it("sends the greatest off first, and in a flood leaves the smallest to the scores", () => {
    const flow = createGiftFlow();
    for (let i = 1; i <= 1_000; i++) flow.add(gift(`viewer ${i}`, i));
    expect(flow.launch()!.points).to.equal(1_000);
    let launched = 1;
    for (let flight = flow.launch(); flight !== undefined; flight = flow.launch()) {
      flow.land(flight);
      launched++;
    }
    expect(launched).below(40);
  });
});
