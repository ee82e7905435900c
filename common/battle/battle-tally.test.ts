import { expect } from "chai";
import fc from "fast-check";
import { BattleTally, type PointsRow } from "./battle-tally.ts";

const sides = ["TR", "SA"];

function row(seq: number, overrides: Partial<PointsRow> = {}): PointsRow {
  return {
    seq: BigInt(seq),
    kind: "gift",
    eventSeq: BigInt(seq),
    viewerId: "1",
    viewerName: "Ana",
    gifts: 1,
    diamonds: 10,
    country: "TR",
    points: 10,
    atMs: 100_000,
    isRehearsal: false,
    ...overrides,
  };
}

describe("a battle's tally", () => {
  it("is the sum of its rows, each side's by its own", () => {
    const rows = fc.array(
      fc.record({
        country: fc.constantFrom(...sides),
        points: fc.nat(1_000),
        viewerId: fc.constantFrom("1", "2", "3"),
      }),
    );
    fc.assert(
      fc.property(rows, (given) => {
        const tally = new BattleTally(sides);
        given.forEach((each, index) => tally.add(row(index + 1, each)));
        for (const country of sides) {
          const own = given.filter((each) => each.country === country);
          const total = own.reduce((sum, { points }) => sum + points, 0);
          expect(tally.scoreOf(country)).to.equal(total);
          const gifters = tally.topGifters(country, 3);
          expect(gifters.reduce((sum, { points }) => sum + points, 0)).to.equal(total);
        }
      }),
    );
  });

  it("does not count again what its sums hold", () => {
    const tally = new BattleTally(sides, {
      lastSeq: 5n,
      sides: [{ country: "TR", points: 30, reachedSeq: 5n }],
      gifters: [{ country: "TR", viewerId: "1", name: "Ana", points: 30, reachedSeq: 5n }],
      waiting: [],
      gifts: 3,
      diamonds: 30,
      isRehearsal: false,
    });
    expect(tally.add(row(5))).to.equal(false);
    expect(tally.add(row(6))).to.equal(true);
    expect(tally.scoreOf("TR")).to.equal(40);
    expect(tally.gifts).to.equal(4);
    expect(tally.topGifters("TR", 1)[0]?.points).to.equal(40);
  });

  it("keeps an undecided gift out of every score until it is claimed", () => {
    const tally = new BattleTally(sides);
    tally.add(row(1, { kind: "undecided", country: undefined, atMs: 100_000 }));
    expect(tally.scoreOf("TR")).to.equal(0);
    expect(tally.gifts).to.equal(1);
    expect(tally.waiting(100_000, 300_000)).to.deep.equal({ gifters: 1, points: 10 });
    tally.add(row(2, { kind: "claim", country: "SA", eventSeq: 1n }));
    expect(tally.scoreOf("SA")).to.equal(10);
    expect(tally.gifts).to.equal(1);
    expect(tally.diamonds).to.equal(10);
    expect(tally.waiting(100_000, 300_000)).to.deep.equal({ gifters: 0, points: 0 });
  });

  it("lets a gift wait for 30 s, not in the last 10 s, and again when the end moves", () => {
    const tally = new BattleTally(sides);
    tally.add(row(1, { kind: "undecided", country: undefined, atMs: 285_000 }));
    expect(tally.waiting(289_999, 300_000).gifters).to.equal(1);
    expect(tally.waiting(290_000, 300_000).gifters).to.equal(0);
    expect(tally.waiting(300_000, 330_000).gifters).to.equal(1);
    expect(tally.waiting(315_001, 330_000).gifters).to.equal(0);
  });

  it("takes points away by the host's hand, and who fell to a score reached it last", () => {
    const tally = new BattleTally(sides);
    tally.add(row(1, { points: 20 }));
    tally.add(row(2, { country: "SA", points: 10 }));
    tally.add(row(3, { kind: "manual", viewerId: undefined, points: -10 }));
    expect(tally.standings().order.map(({ country }) => country)).to.deep.equal(["SA", "TR"]);
    expect(tally.standings().leaders).to.have.length(2);
  });

  it("remembers that a source was no real audience", () => {
    const tally = new BattleTally(sides);
    tally.add(row(1));
    expect(tally.isRehearsal).to.equal(false);
    tally.add(row(2, { isRehearsal: true, country: undefined, kind: "undecided" }));
    expect(tally.isRehearsal).to.equal(true);
  });
});
