import { expect } from "chai";
import { refusals as english } from "./en/refusals.ts";
import { refusals as spanish } from "./es/refusals.ts";

describe("how long a refusal asks to wait", () => {
  const cases = [
    [1, "1 s"],
    [119, "119 s"],
    [120, "2 min"],
    [121, "3 min"],
    [3_600, "60 min"],
  ] as const;
  for (const [retryAfterSeconds, words] of cases) {
    it(`${retryAfterSeconds} s are said as ${words}`, () => {
      for (const refusals of [english, spanish]) {
        expect(refusals.rate_limited({ retryAfterSeconds })).to.include(` ${words}.`);
        expect(refusals.pin_locked({ retryAfterSeconds })).to.include(` ${words}.`);
      }
    });
  }
});
