import { expect } from "chai";
import { formatRows } from "./format-rows.ts";

describe("a table of results", () => {
  it("says the ratio only where there is a floor", () => {
    const table = formatRows([
      { label: "bytes", value: 1_400.4, unit: "B", floor: 1_000, ratio: 1.4004 },
      { label: "one race", value: 0.41, unit: "ms" },
    ]);
    expect(table.split("\n")).to.deep.equal([
      "             value    floor  ratio",
      "bytes      1,400 B  1,000 B  1.40×",
      "one race  0.410 ms",
    ]);
  });
});
