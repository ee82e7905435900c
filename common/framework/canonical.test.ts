import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { canonical, hashCanonical } from "./canonical.ts";

const plainValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 5 }),
  ),
})).value;

describe("the canonical text", () => {
  it("sorts keys by code unit and leaves no space", () => {
    const value = { b: [1, true, null], a: { z: "x", Z: -2 }, ä: 0 };
    expect(canonical(value)).to.equal('{"a":{"Z":-2,"z":"x"},"b":[1,true,null],"ä":0}');
  });

  it("is JSON of an equal value", () => {
    fc.assert(
      fc.property(plainValue, (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).to.equal(text);
      }),
    );
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), plainValue), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonical(reversed)).to.equal(canonical(value));
      }),
    );
  });

  it("writes an amount as its decimal string", () => {
    expect(canonical({ stake: 120n })).to.equal(canonical({ stake: "120" }));
  });

  it("writes minus zero as zero", () => {
    expect(canonical(-0)).to.equal("0");
  });

  const refused: [string, unknown][] = [
    ["a fraction", 0.5],
    ["a number past 2^53", 2 ** 53],
    ["not-a-number", Number.NaN],
    ["undefined", undefined],
    ["a field that is undefined", { a: undefined }],
    ["a hole in an array", Object.assign([1], { length: 3 })],
    ["a function", () => 0],
    ["a symbol", Symbol("a")],
    ["a symbol key", { [Symbol("a")]: 1 }],
    ["an error", new Error("a")],
    ["a map", new Map()],
    ["a lone surrogate", "\ud800"],
    ["a lone surrogate in a key", { "\udc00": 1 }],
    ["endless nesting", Array.from({ length: 40 }).reduce((inner) => [inner], 1)],
  ];
  for (const [what, value] of refused) {
    it(`does not exist for ${what}`, () => {
      expect(() => canonical(value)).to.throw(TypeError);
    });
  }

  it("is hashed as UTF-8 by SHA-256", () => {
    const expected = createHash("sha256").update('{"name":"Orquídea"}', "utf8").digest("hex");
    expect(hashCanonical({ name: "Orquídea" })).to.equal(expected);
  });
});
