import { expect } from "chai";
import { castReasons, powerNames } from "#common/race/powers.ts";
import { marketNames } from "#common/tote/market.ts";
import { raceWords as english } from "./en/race-words.ts";
import { raceWords as spanish } from "./es/race-words.ts";

describe("the words of the race", () => {
  for (const [language, words] of Object.entries({ english, spanish })) {
    it(`name every market, power and reason in ${language}`, () => {
      expect(words.markets).to.have.all.keys(marketNames);
      expect(words.powers).to.have.all.keys(powerNames);
      expect(words.released).to.have.all.keys(castReasons);
    });
  }
});
