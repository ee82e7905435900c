import { expect } from "chai";
import type { OrderOfFinish } from "./market.ts";
import { markets } from "./markets.ts";

const { win, place, show } = markets;

/** Shares as `runner: "part of the profit"`, in the order in which the market names them. */
function parts(
  market: typeof win | typeof place | typeof show,
  order: OrderOfFinish,
  backed: number[],
) {
  const shares = market.profitShares(
    order,
    backed.map((runner) => [runner]),
  );
  return shares.map((s) => [s.selections.flat().join(), `${s.numerator}/${s.denominator}`]);
}

describe("the shares of a places market", () => {
  it("give the whole profit to the winner in win, half to each of two in place (TOTE-3)", () => {
    const order = [[3], [1], [2], [4]];
    expect(parts(win, order, [1, 2, 3, 4])).deep.equal([["3", "1/1"]]);
    expect(parts(place, order, [1, 2, 3, 4])).deep.equal([
      ["3", "1/2"],
      ["1", "1/2"],
    ]);
  });

  it("give the share of a place nobody backed to the covered ones (TOTE-3)", () => {
    expect(parts(place, [[3], [1], [2], [4]], [1, 2])).deep.equal([["1", "1/1"]]);
    expect(parts(show, [[3], [1], [2], [4]], [2, 3])).deep.equal([
      ["3", "1/2"],
      ["2", "1/2"],
    ]);
  });

  it("split a tie for first in win equally among the tied, however many (TOTE-4)", () => {
    expect(parts(win, [[2, 1], [3]], [1, 2, 3])).deep.equal([
      ["1", "1/2"],
      ["2", "1/2"],
    ]);
    expect(parts(win, [[4, 2, 1], [3]], [1, 2, 3, 4])).deep.equal([
      ["1", "1/3"],
      ["2", "1/3"],
      ["4", "1/3"],
    ]);
  });

  it("give a tie for second in place half between the tied, a quarter to each of two (TOTE-4)", () => {
    expect(parts(place, [[1], [3, 2], [4]], [1, 2, 3, 4])).deep.equal([
      ["1", "1/2"],
      ["2", "1/4"],
      ["3", "1/4"],
    ]);
  });

  it("share all of place among a tie for first that spans more places than win (TOTE-4)", () => {
    expect(parts(place, [[1, 2, 3], [4]], [1, 2, 3, 4])).deep.equal([
      ["1", "2/6"],
      ["2", "2/6"],
      ["3", "2/6"],
    ]);
    expect(parts(place, [[1, 2], [3], [4]], [1, 2, 3, 4])).deep.equal([
      ["1", "2/4"],
      ["2", "2/4"],
    ]);
  });

  it("share the part of a dead heat among its backed runners only (TOTE-4)", () => {
    expect(parts(win, [[1, 2], [3]], [2, 3])).deep.equal([["2", "1/1"]]);
    expect(parts(place, [[1], [2, 3], [4]], [1, 3])).deep.equal([
      ["1", "1/2"],
      ["3", "1/2"],
    ]);
    expect(parts(place, [[1, 2, 3], [4]], [1, 3])).deep.equal([
      ["1", "2/4"],
      ["3", "2/4"],
    ]);
  });

  it("give the part of a dead heat nobody backed to the covered places (TOTE-3, TOTE-4)", () => {
    expect(parts(place, [[1], [2, 3], [4]], [1, 4])).deep.equal([["1", "1/1"]]);
    expect(parts(place, [[1], [2, 3], [4]], [2, 3, 4])).deep.equal([
      ["2", "1/2"],
      ["3", "1/2"],
    ]);
  });

  it("count a dead heat for each place it takes when another place is not covered (TOTE-4)", () => {
    // Show: 1 and 2 take two places, 3 the third: two thirds against one third.
    expect(parts(show, [[1, 2], [3], [4], [5]], [1, 3])).deep.equal([
      ["1", "2/3"],
      ["3", "1/3"],
    ]);
  });

  it("fall back to the next place alone: second in win, third in place (TOTE-5)", () => {
    expect(parts(win, [[1], [2], [3]], [2, 3])).deep.equal([["2", "1/1"]]);
    expect(parts(win, [[1], [2, 3], [4]], [2, 3, 4])).deep.equal([
      ["2", "1/2"],
      ["3", "1/2"],
    ]);
    expect(parts(place, [[1], [2], [3], [4]], [3, 4])).deep.equal([["3", "1/1"]]);
  });

  it("are none when the fallback place is not covered either (TOTE-5)", () => {
    expect(parts(win, [[1], [2], [3]], [3])).deep.equal([]);
    expect(parts(place, [[1], [2], [3], [4]], [4])).deep.equal([]);
    expect(parts(win, [[1], [2]], [])).deep.equal([]);
  });

  it("are none when an unbacked dead heat holds the fallback place too (TOTE-5)", () => {
    // 1 and 2 are first and second; nobody else is second.
    expect(parts(win, [[1, 2], [3]], [3])).deep.equal([]);
    // 2 and 3 are second and third; 4 is fourth.
    expect(parts(place, [[1], [2, 3], [4]], [4])).deep.equal([]);
  });
});

describe("a selection of a places market", () => {
  const field = new Set([1, 4, 7]);

  it("is one runner of the field", () => {
    expect(win.normaliseSelection([4], field)).deep.equal({ ok: true, value: [4] });
  });

  for (const selection of [[], [1, 4], [4, 4]]) {
    it(`is refused as invalid_input when it names [${selection.join(", ")}]`, () => {
      const outcome = place.normaliseSelection(selection, field);
      expect(outcome).deep.equal({ ok: false, refusal: { code: "invalid_input" } });
    });
  }

  for (const runner of [2, 0, -1, 1.5, Number.NaN]) {
    it(`is refused as runner_unknown with runner ${runner}`, () => {
      const outcome = win.normaliseSelection([runner], field);
      expect(outcome).deep.equal({
        ok: false,
        refusal: { code: "runner_unknown", detail: { runner } },
      });
    });
  }
});
