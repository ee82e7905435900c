import { expect } from "chai";
import { findPickables } from "./find-pickables.ts";

const items = [
  { id: "MX", label: "México" },
  { id: "NM", label: "New Mexico" },
  { id: "TR", label: "Türkiye", words: "TUR" },
  { id: "IN", label: "India" },
  { id: "ID", label: "Indonesia" },
  { id: "SG", label: "Singapore" },
];
const find = (typed: string) => findPickables(items, typed).map(({ id }) => id);

describe("finding something to pick", () => {
  it("knows the beginning of any word, whatever marks it is typed with", () => {
    expect(find("mex")).to.deep.equal(["MX", "NM"]);
    expect(find("MÉX")).to.deep.equal(["MX", "NM"]);
    expect(find("turk")).to.deep.equal(["TR"]);
    expect(find("new m")).to.deep.equal(["NM"]);
  });

  it("finds nothing inside a word", () => {
    expect(find("in")).to.deep.equal(["IN", "ID"]);
    expect(find("gapore")).to.deep.equal([]);
  });

  it("puts a whole id first", () => {
    expect(find("id")).to.deep.equal(["ID"]);
    expect(find("tur")).to.deep.equal(["TR"]);
  });

  it("offers nothing before something is typed", () => {
    expect(find("")).to.deep.equal([]);
    expect(find("  ")).to.deep.equal([]);
  });
});
