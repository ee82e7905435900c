import { expect } from "chai";
import { layOutBattle } from "./battle-layout.ts";
import { winnerFlags } from "./winner-flags.ts";

const sides = ["TR", "EG", "PK", "SA"].map((country, seat) => ({
  country,
  seat,
  score: seat < 2 ? 40 : 10,
  rank: seat + 1,
  topGifters: [],
}));

describe("the flags of the winner's moment", () => {
  it("are the winner's alone, in the middle", () => {
    for (const orientation of ["landscape", "portrait"] as const) {
      const layout = layOutBattle(orientation, 4);
      const flags = winnerFlags(layout, { sides, winner: "EG", isTie: false });
      expect(flags.map(({ country }) => country)).to.deep.equal(["EG"]);
      expect(flags[0]!.x + flags[0]!.width / 2).to.equal(layout.width / 2);
    }
  });

  it("are all of a tie's, side by side in the picture", () => {
    const layout = layOutBattle("portrait", 4);
    const flags = winnerFlags(layout, { sides, winner: "", isTie: true });
    expect(flags.map(({ country }) => country)).to.deep.equal(["TR", "EG"]);
    expect(flags[1]!.x).at.least(flags[0]!.x + flags[0]!.width);
    expect(flags[1]!.x + flags[1]!.width).at.most(layout.width);
  });
});
