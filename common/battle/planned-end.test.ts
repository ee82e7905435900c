import { expect } from "chai";
import { plannedEndAt, withPlan } from "./planned-end.ts";

describe("the planned end", () => {
  const plans = [
    { fromMs: 0, endsAt: 100 },
    { fromMs: 40, endsAt: 130 },
    { fromMs: 130, endsAt: 160 },
  ];

  it("is the one that stood at the time asked for", () => {
    const asked = [-1, 0, 39, 40, 129, 130, 500];
    expect(asked.map((at) => plannedEndAt(at, plans))).to.deep.equal([
      100, 100, 100, 130, 130, 160, 160,
    ]);
  });

  it("is planned anew by a step that is taken again", () => {
    const again = withPlan(plans, { fromMs: 130, endsAt: 161 });
    expect(plannedEndAt(130, again)).to.equal(161);
    expect(again).to.have.length(3);
  });

  it("follows the last plan of a battle that was away since before its start", () => {
    expect(plannedEndAt(50, withPlan(plans.slice(0, 1), { fromMs: -5, endsAt: 105 }))).to.equal(
      105,
    );
  });
});
