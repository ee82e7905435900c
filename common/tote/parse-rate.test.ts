import { expect } from "chai";
import { parseRate } from "./parse-rate.ts";

describe("a rate in decimals", () => {
  const rates: [text: string, bps: number][] = [
    ["0", 0],
    ["0.05", 500],
    ["0.5", 5000],
    ["0.0001", 1],
    ["0.1725", 1725],
    ["0.050000", 500],
    ["1", 10_000],
    ["1.0", 10_000],
  ];
  for (const [text, bps] of rates) {
    it(`"${text}" is ${bps} basis points`, () => {
      expect(parseRate(text)).deep.equal({ ok: true, value: bps });
    });
  }

  for (const text of [
    "",
    " 0.05",
    "0.05 ",
    "5%",
    "-0.05",
    "+0.05",
    ".5",
    "0.",
    "0,05",
    "1.0001",
    "2",
    "00.05",
    "5e-2",
    "0.00001",
    "NaN",
    "0x1",
    "٠.٥",
  ]) {
    it(`${JSON.stringify(text)} is refused`, () => {
      expect(parseRate(text)).deep.equal({
        ok: false,
        refusal: { code: "invalid_input", detail: { rate: text } },
      });
    });
  }

  it("is exact for each of the 10001 rates there are", () => {
    for (let bps = 0; bps <= 10_000; bps += 1) {
      const text = `${Math.trunc(bps / 10_000)}.${String(bps % 10_000).padStart(4, "0")}`;
      expect(parseRate(text)).deep.equal({ ok: true, value: bps });
    }
  });
});
