import { expect } from "chai";
import { chooseSide, isClaimable, waitsUntil } from "./choose-side.ts";

describe("the side of a gift", () => {
  const battle = { sides: ["TR", "SA", "EG"], giftCountries: { "7": "SA", "8": "BR" } };
  const sender = { allegiance: undefined, lastSide: undefined };

  it("is that of the gift table, else the sender's comment, else the sender's last side", () => {
    const table: [string, string | undefined, string | undefined, string | undefined][] = [
      // gift, allegiance, last side → side
      ["7", "TR", "EG", "SA"],
      ["1", "TR", "EG", "TR"],
      ["1", undefined, "EG", "EG"],
      ["1", undefined, undefined, undefined],
    ];
    for (const [giftId, allegiance, lastSide, side] of table) {
      expect(chooseSide(giftId, { allegiance, lastSide }, battle)).to.equal(side);
    }
  });

  it("is never a country that does not take part", () => {
    expect(chooseSide("8", { ...sender, lastSide: "TR" }, battle)).to.equal("TR");
    expect(chooseSide("1", { allegiance: "BR", lastSide: "AR" }, battle)).to.equal(undefined);
  });

  it("is not taken from what every object has", () => {
    expect(chooseSide("constructor", sender, battle)).to.equal(undefined);
  });
});

describe("a claim", () => {
  it("counts within 30 s of the gift and before the last 10 s of the battle", () => {
    const table: [giftAt: number, chosenAt: number, boolean][] = [
      [100_000, 100_000, true],
      [100_000, 130_000, true],
      [100_000, 130_001, false],
      [100_000, 99_000, true],
      [280_000, 289_999, true],
      [280_000, 290_000, false],
    ];
    for (const [giftAt, chosenAt, expected] of table) {
      const end = { plannedEnd: 300_000, endsAt: 300_000 };
      expect(isClaimable({ giftAt, chosenAt, ...end })).to.equal(expected);
      expect(chosenAt < waitsUntil(giftAt, 300_000)).to.equal(expected);
    }
  });

  it("made before a host's early end counts, made after it does not", () => {
    const claim = { giftAt: 100_000, plannedEnd: 300_000, endsAt: 105_000 };
    expect(isClaimable({ ...claim, chosenAt: 104_999 })).to.equal(true);
    expect(isClaimable({ ...claim, chosenAt: 105_000 })).to.equal(false);
  });
});
