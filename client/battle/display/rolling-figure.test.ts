import { expect } from "chai";
import fc from "fast-check";
import { rollFigure } from "./rolling-figure.ts";

const figures = fc.integer({ min: 0, max: 1_000_000_000 });

describe("a rolling figure", () => {
  it("arrives within two seconds of frames, however far it has to go", () => {
    let shown = 0;
    for (let ms = 0; ms < 4_000; ms += 16) shown = rollFigure(shown, 44_999, 16);
    expect(shown).to.equal(44_999);
  });

  it("never runs past its target", () => {
    fc.assert(
      fc.property(figures, figures, fc.integer({ min: 0, max: 3_000 }), (from, to, elapsedMs) => {
        const shown = rollFigure(from, to, elapsedMs);
        expect(shown).at.least(Math.min(from, to));
        expect(shown).at.most(Math.max(from, to));
      }),
    );
  });

  it("jumps after a sleep", () => {
    expect(rollFigure(0, 1_000_000, 5_000)).to.equal(1_000_000);
  });
});
