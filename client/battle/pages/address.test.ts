import { expect } from "chai";
import { readAddress } from "./address.ts";

describe("the addresses of battles", () => {
  const cases = [
    ["/battles", "", { page: "history" }],
    ["/battles/", "", { page: "history" }],
    ["/battles/12", "", { page: "battle", id: 12 }],
    ["/battles/12/", "?lang=es", { page: "battle", id: 12 }],
    ["/battles", "?id=12", { page: "battle", id: 12 }],
    ["/battles/leaderboard", "", { page: "leaderboard" }],
    ["/battles/leaderboard", "?session=3", { page: "leaderboard", session: 3 }],
    ["/battles/leaderboard", "?session=x", { page: "leaderboard" }],
    ["/battles/gifters", "", { page: "leaderboard" }],
    ["/battles/active", "", { page: "history" }],
    ["/battles/0", "", { page: "history" }],
    ["/battles", "?id=-3", { page: "history" }],
  ] as const;
  for (const [pathname, search, address] of cases) {
    it(`${pathname}${search} is ${JSON.stringify(address)}`, () => {
      expect(readAddress({ pathname, search })).to.deep.equal(address);
    });
  }
});
