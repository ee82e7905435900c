import { expect } from "chai";
import { formatRaceClock } from "./format-race-clock.ts";

describe("formatRaceClock", () => {
  const table: [number, string][] = [
    [-1_500, "0:00.0"],
    [0, "0:00.0"],
    [9_999, "0:09.9"],
    [16_850, "0:16.8"],
    [75_300, "1:15.3"],
  ];
  for (const [timeMs, text] of table) {
    it(`shows ${timeMs} ms as ${text}`, () => {
      expect(formatRaceClock(timeMs, "en")).to.equal(text);
    });
  }

  it("speaks the language's decimals", () => {
    expect(formatRaceClock(16_850, "es")).to.equal("0:16,8");
  });
});
