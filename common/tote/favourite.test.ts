import { expect } from "chai";
import { favourite } from "./favourite.ts";

describe("the favourite (TOTE-9)", () => {
  it("is the runner with the most staked on it", () => {
    const stakes = new Map([
      [2, 10n],
      [5, 30n],
      [7, 20n],
    ]);
    expect(favourite(stakes)).equal(5);
  });

  it("is the lowest saddle number of equals, whatever the order of the field", () => {
    const stakes = new Map([
      [7, 30n],
      [10, 30n],
      [2, 30n],
      [1, 0n],
    ]);
    expect(favourite(stakes)).equal(2);
  });

  it("is nobody while nothing is staked", () => {
    expect(favourite(new Map([[1, 0n]]))).equal(undefined);
    expect(favourite(new Map())).equal(undefined);
  });
});
