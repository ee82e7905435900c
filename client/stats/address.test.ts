import { expect } from "chai";
import { readAddress } from "./address.ts";

describe("the addresses of statistics", () => {
  const cases = [
    ["/stats", "", { page: "runners" }],
    ["/stats/", "", { page: "runners" }],
    ["/stats/runners", "", { page: "runners" }],
    ["/stats/runners/rayo", "?lang=es", { page: "runner", id: "rayo" }],
    ["/stats/runners/Rayo!", "", { page: "runners" }],
    ["/stats/races", "", { page: "races" }],
    ["/stats/races/12", "", { page: "race", id: 12 }],
    ["/stats/races/0", "", { page: "races" }],
    ["/stats/me", "", { page: "me" }],
    ["/leaderboards/players", "", { page: "players", span: "tonight" }],
    [
      "/leaderboards/players",
      "?span=all&lobby=bcdf",
      { page: "players", span: "all", lobby: "BCDF" },
    ],
    ["/leaderboards/players", "?span=ever&lobby=", { page: "players", span: "tonight" }],
  ] as const;
  for (const [pathname, search, address] of cases) {
    it(`${pathname}${search} is ${JSON.stringify(address)}`, () => {
      expect(readAddress({ pathname, search })).to.deep.equal(address);
    });
  }
});
