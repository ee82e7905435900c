import { expect } from "chai";
import { formatRaceTime, formatTimeLeft } from "./format-time.ts";

describe("formatTimeLeft", () => {
  const table: [number, string][] = [
    [-500, "0:00"],
    [0, "0:00"],
    [1, "0:01"],
    [1_000, "0:01"],
    [24_000, "0:24"],
    [59_001, "1:00"],
    [605_000, "10:05"],
  ];
  for (const [leftMs, text] of table) {
    it(`shows ${leftMs} ms as ${text}`, () => {
      expect(formatTimeLeft(leftMs)).to.equal(text);
    });
  }
});

describe("formatRaceTime", () => {
  it("keeps every millisecond and speaks the language's decimals", () => {
    expect(formatRaceTime(41_007, "en")).to.equal("41.007");
    expect(formatRaceTime(41_007, "es")).to.equal("41,007");
  });
});
