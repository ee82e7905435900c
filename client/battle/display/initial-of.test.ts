import { expect } from "chai";
import { initialOf } from "./initial-of.ts";

describe("the initial of a name", () => {
  for (const [name, initial] of [
    ["lucía", "L"],
    ["@el_charro", "E"],
    ["أحمد", "أ"],
    ["👑👑 Ana", "A"],
    ["👑", "👑"],
    ["", "?"],
  ] as const) {
    it(`of ${JSON.stringify(name)} is ${initial}`, () => {
      expect(initialOf(name)).to.equal(initial);
    });
  }
});
