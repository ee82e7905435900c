import { expect } from "chai";
import { hashCanonical } from "#common/framework/canonical.ts";
import { ENGINE_VERSION, engineHash } from "./engine.ts";
import { tuning } from "./tuning.ts";

describe("the engine's hash", () => {
  it("covers the version and every number of the tuning", () => {
    expect(engineHash).to.equal(hashCanonical({ version: ENGINE_VERSION, tuning }));
    const hashes = new Set([engineHash, hashCanonical({ version: `${ENGINE_VERSION}x`, tuning })]);
    for (const [name, value] of Object.entries(tuning)) {
      const changed = typeof value === "number" ? value + 1 : [];
      hashes.add(
        hashCanonical({ version: ENGINE_VERSION, tuning: { ...tuning, [name]: changed } }),
      );
    }
    expect(hashes.size).to.equal(Object.keys(tuning).length + 2);
  });
});

describe("the tuning", () => {
  it("plans each tenth of the distance, and no pace gains or loses much over all", () => {
    expect(tuning.fatigueHalfBpByTenth).to.have.length(10);
    for (const bps of Object.values(tuning.paceBpByTenth)) {
      expect(bps).to.have.length(10);
      const sum = bps.reduce((total: number, bp) => total + bp, 0);
      expect(Math.abs(sum) / 10).to.be.at.most(10);
    }
  });

  it("needs a runner's slowest target to be slower than its worst day", () => {
    const worstBp =
      10_000 -
      3 * tuning.dayFormBp -
      tuning.bendLossBp -
      (99 * tuning.fatigueHalfBpByTenth[9]) / 2 -
      500;
    expect(tuning.speedMmPerSMin).to.be.below((tuning.cruiseMmPerS * worstBp) / 10_000);
  });
});
