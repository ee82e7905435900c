import { expect } from "chai";
import { hashCanonical } from "#common/framework/canonical.ts";
import {
  ENGINE_VERSION,
  engineHash,
  engineHashWithoutPowers,
  knownEngineHashes,
} from "./engine.ts";
import { powerTuning } from "./power-tuning.ts";
import { tuning } from "./tuning.ts";

describe("the engine's hash", () => {
  it("covers the version and every number of the tuning, powers included", () => {
    const parts = { version: ENGINE_VERSION, tuning, powerTuning };
    expect(engineHash).to.equal(hashCanonical(parts));
    const hashes = new Set([
      engineHash,
      hashCanonical({ ...parts, version: `${ENGINE_VERSION}x` }),
    ]);
    for (const [name, value] of Object.entries(tuning)) {
      const changed = typeof value === "number" ? value + 1 : [];
      hashes.add(hashCanonical({ ...parts, tuning: { ...tuning, [name]: changed } }));
    }
    for (const [name, value] of Object.entries(powerTuning)) {
      hashes.add(hashCanonical({ ...parts, powerTuning: { ...powerTuning, [name]: value + 1 } }));
    }
    const numbers = Object.keys(tuning).length + Object.keys(powerTuning).length;
    expect(hashes.size).to.equal(numbers + 2);
  });

  it("is known here for this engine and for the one before powers, whose races it still runs", () => {
    expect(engineHashWithoutPowers).to.equal(
      "0e7413597555180d9b1d0480d2c494208e3bffbbf4f1dd41c87dc224c5ec4a48",
    );
    expect([...knownEngineHashes]).to.have.members([engineHash, engineHashWithoutPowers]);
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
