import { expect } from "chai";
import { CARD_HEIGHT, FLAG, FLAG_GAP, layOutBattle } from "./battle-layout.ts";
import { headSize } from "./head-size.ts";

const orientations = ["landscape", "portrait"] as const;
const counts = [2, 3, 4, 5, 6, 7, 8];
const all = orientations.flatMap((orientation) =>
  counts.map((sides) => ({ orientation, sides, layout: layOutBattle(orientation, sides) })),
);

describe("the layout of a battle", () => {
  it("stands four sides where a wide picture expects them", () => {
    const xs = layOutBattle("landscape", 4).columns.map(({ x }) => x);
    expect(xs).to.deep.equal([270, 730, 1190, 1650]);
  });

  it("stands four sides two by two on an upright picture", () => {
    const { columns } = layOutBattle("portrait", 4);
    expect(new Set(columns.map(({ x }) => x)).size).to.equal(2);
    expect(new Set(columns.map(({ baseY }) => baseY)).size).to.equal(2);
  });

  it("gives every side its own place, none over another's", () => {
    for (const { layout, sides } of all) {
      expect(layout.columns).to.have.length(sides);
      for (const [i, a] of layout.columns.entries()) {
        for (const b of layout.columns.slice(i + 1)) {
          if (a.baseY === b.baseY) {
            expect(b.x - a.x).at.least(FLAG.width * a.scale);
            expect(b.x - a.x).at.least(a.cardWidth);
          }
        }
      }
    }
  });

  it("keeps everything in the picture, a leader's head too", () => {
    for (const { layout } of all) {
      for (const { x, scale, baseY, pillarMax, cardTop, cardWidth } of layout.columns) {
        const flagTop = baseY - pillarMax - (FLAG.height + FLAG_GAP) * scale;
        const headTop = flagTop - headSize(scale).height;
        expect(headTop).at.least(250);
        expect(cardTop + CARD_HEIGHT).at.most(layout.height - 60);
        const half = Math.max(FLAG.width * scale, cardWidth) / 2;
        expect(x - half).at.least(0);
        expect(x + half).at.most(layout.width);
      }
    }
  });

  it("leaves a pillar room to grow in", () => {
    for (const { layout } of all) {
      for (const { pillarMax } of layout.columns) expect(pillarMax).at.least(110);
    }
  });

  it("puts an odd last row in the middle", () => {
    const { columns } = layOutBattle("portrait", 5);
    const lower = columns.filter(({ baseY }) => baseY === columns.at(-1)!.baseY);
    expect(lower.reduce((sum, { x }) => sum + x, 0) / lower.length).to.equal(540);
  });
});
