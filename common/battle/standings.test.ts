import { expect } from "chai";
import { rankSides } from "./standings.ts";
import { topGifters } from "./top-gifters.ts";

const side = (country: string, seat: number, points: number, reachedSeq = 0n) => ({
  country,
  seat,
  points,
  reachedSeq,
});

describe("standings", () => {
  it("are by points, then by who reached them first, then by line-up", () => {
    const { order } = rankSides([
      side("TR", 0, 5, 9n),
      side("SA", 1, 8, 4n),
      side("EG", 2, 5, 7n),
      side("PK", 3, 0),
      side("BR", 4, 0),
    ]);
    expect(order.map(({ country }) => country)).to.deep.equal(["SA", "EG", "TR", "PK", "BR"]);
  });

  it("have a leader only where one side alone has the most", () => {
    expect(rankSides([side("TR", 0, 5), side("SA", 1, 4)]).leader).to.equal("TR");
    const tie = rankSides([side("TR", 0, 5, 2n), side("SA", 1, 5, 1n), side("EG", 2, 1)]);
    expect(tie.leader).to.equal(undefined);
    expect(tie.leaders).to.deep.equal(["SA", "TR"]);
  });

  it("have nobody in the lead at nothing, which is a tie of all", () => {
    const { leader, leaders } = rankSides([side("TR", 0, 0), side("SA", 1, 0)]);
    expect(leader).to.equal(undefined);
    expect(leaders).to.have.length(2);
  });
});

describe("the best gifters", () => {
  const gifter = (viewerId: string, points: number, reachedSeq: bigint) => ({
    viewerId,
    name: viewerId,
    points,
    reachedSeq,
  });

  it("are few, without those who gave nothing; of equals the one who was there first", () => {
    const all = [
      gifter("a", 5, 4n),
      gifter("b", 9, 9n),
      gifter("c", 5, 2n),
      gifter("d", 0, 0n),
      gifter("e", 1, 1n),
    ];
    expect(topGifters(all, 3).map(({ viewerId }) => viewerId)).to.deep.equal(["b", "c", "a"]);
    expect(topGifters(all.slice(3, 4), 3)).to.deep.equal([]);
  });
});
