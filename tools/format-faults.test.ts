import { expect } from "chai";
import { formatFaults } from "./format-faults.ts";

describe("the table of faults", () => {
  it("has a line for each fault, rounds added up, figures under each other", () => {
    const row = { requests: 1_000, acknowledged: 900, lost: 0, doubled: 0 };
    const rows = [
      { fault: "kill", injected: 9, ...row },
      { fault: "kill", injected: 2, ...row },
      { fault: "storm of retries", injected: 1, ...row, lost: 1 },
    ];
    expect(formatFaults(rows).split("\n")).to.deep.equal([
      "fault             times  requests  acknowledged  lost  doubled",
      "kill                 11      2000          1800     0        0",
      "storm of retries      1      1000           900     1        0",
    ]);
  });

  it("is a head alone where nothing was injected", () => {
    expect(formatFaults([])).to.equal("fault  times  requests  acknowledged  lost  doubled");
  });
});
