import { expect } from "chai";
import fc from "fast-check";
import { layOutPicture, PICTURE } from "./picture-layout.ts";

/** How far the crown stands above its flag, and the lowest line of words down. */
const CROWN_HEIGHT = 23;
const TEXT_FOOT = 78;

const scores = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), {
  minLength: 2,
  maxLength: 8,
});

describe("the picture of a result", () => {
  it("keeps every flag inside and apart from the next", () => {
    fc.assert(
      fc.property(scores, (points) => {
        const sides = layOutPicture(points);
        expect((sides[0]?.x ?? 0) - (sides[0]?.flagWidth ?? 0) / 2).at.least(0);
        const last = sides.at(-1);
        expect((last?.x ?? 0) + (last?.flagWidth ?? 0) / 2).at.most(PICTURE.width);
        sides.slice(1).forEach((side, index) => {
          expect(side.x - (sides[index]?.x ?? 0)).above(side.flagWidth);
        });
      }),
    );
  });

  it("never shows fewer points on a higher pillar", () => {
    fc.assert(
      fc.property(scores, (points) => {
        const sides = layOutPicture(points);
        points.forEach((score, one) => {
          points.forEach((other, two) => {
            if (score < other) {
              expect(sides[one]?.pillarTop).at.least(sides[two]?.pillarTop ?? 0);
            }
          });
        });
      }),
    );
  });

  it("leaves room for the words above the crown of the winner", () => {
    for (const count of [2, 4, 8]) {
      const [best] = layOutPicture(Array.from({ length: count }, () => 9));
      expect((best?.pillarTop ?? 0) - ((best?.flagWidth ?? 0) * 2) / 3 - CROWN_HEIGHT).above(
        TEXT_FOOT,
      );
    }
  });
});
