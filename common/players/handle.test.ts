import { expect } from "chai";
import { foldHandle, normaliseHandle } from "./handle.ts";

describe("a handle", () => {
  const handles: [raw: string, handle: string | undefined][] = [
    ["ana", "ana"],
    ["@Ana.B_9", "Ana.B_9"],
    [" @ana ", "ana"],
    ["\u200e@ana\u200b", "ana"],
    ["añañuca", "añañuca"],
    ["a", undefined],
    ["@@ana", undefined],
    ["ana_maria".repeat(3), undefined],
    ["ana maria", undefined],
    ["ana!", undefined],
    ["https://example.org/@ana", undefined],
    ["", undefined],
  ];
  for (const [raw, handle] of handles) {
    it(`is ${handle ?? "refused"}: ${JSON.stringify(raw)}`, () => {
      expect(normaliseHandle(raw)).to.equal(handle);
    });
  }

  it("is the same in any case, with or without its @", () => {
    expect(foldHandle("@Ana.B")).to.equal(foldHandle("aNA.b"));
    expect(foldHandle("ana")).not.to.equal(foldHandle("an.a"));
  });
});
