import { expect } from "chai";
import { BattleState, GifterState, SideState } from "#common/battle/battle-state.ts";
import { readBattleView } from "./battle-view.ts";

function makeState(): BattleState {
  const state = new BattleState();
  for (const [seat, country] of ["TR", "EG"].entries()) {
    const side = new SideState();
    Object.assign(side, { country, seat, score: 10 * (seat + 1), rank: 2 - seat });
    state.sides.set(country, side);
  }
  return state;
}

describe("the view of a battle", () => {
  it("copies the sides in line-up order, with their gifters", () => {
    const state = makeState();
    const gifter = new GifterState();
    Object.assign(gifter, { viewerId: "1", name: "Ana", points: 7 });
    state.sides.get("EG")!.topGifters.push(gifter);
    const { sides } = readBattleView(state);
    expect(sides.map(({ country, score }) => [country, score])).to.deep.equal([
      ["TR", 10],
      ["EG", 20],
    ]);
    expect(sides[1]!.topGifters).to.deep.equal([{ viewerId: "1", name: "Ana", points: 7 }]);
  });

  it("is the same object while nothing drawn has changed", () => {
    const state = makeState();
    const before = readBattleView(state);
    state.stateVersion++;
    expect(readBattleView(state, before)).to.equal(before);
  });

  it("keeps every side that has not changed", () => {
    const state = makeState();
    const before = readBattleView(state);
    state.sides.get("TR")!.score = 99;
    const now = readBattleView(state, before);
    expect(now.sides[0]).to.include({ country: "TR", score: 99 });
    expect(now.sides[1]).to.equal(before.sides[1]);
    expect(now.source).to.equal(before.source);
  });
});
