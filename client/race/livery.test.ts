import { expect } from "chai";
import { LIVERY_COUNT } from "#common/race/card.ts";
import { liveryOf } from "./livery.ts";

describe("liveries", () => {
  it("are all different", () => {
    const seen = new Set<string>();
    for (let livery = 0; livery < LIVERY_COUNT; livery++) {
      seen.add(JSON.stringify(liveryOf(livery)));
    }
    expect(seen.size).to.equal(LIVERY_COUNT);
  });

  it("of one hue differ in pattern and outline", () => {
    for (let livery = 0; livery < 12; livery++) {
      const first = liveryOf(livery);
      const second = liveryOf(livery + 12);
      expect(second.colour).to.equal(first.colour);
      expect(second.pattern).not.to.equal(first.pattern);
      expect([first.isOutlined, second.isOutlined]).to.deep.equal([false, true]);
    }
  });
});
