import { expect } from "chai";
import fc from "fast-check";
import { packFloorDelta, readFloorStamp, unpackFloorDelta } from "./floor-delta.ts";

describe("the floor's packed delta", () => {
  const deltas = fc.record({
    version: fc.nat({ max: 0xffff_ffff }),
    serverTimeMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    tick: fc.integer({ min: -32_768, max: 32_767 }),
    positions: fc.array(
      fc.record({ index: fc.nat({ max: 255 }), steps: fc.nat({ max: 65_535 }) }),
      { maxLength: 24 },
    ),
  });

  it("says what was packed", () => {
    fc.assert(
      fc.property(deltas, (delta) => {
        const bytes = packFloorDelta(delta);
        expect(unpackFloorDelta(bytes)).to.deep.equal(delta);
        expect(readFloorStamp(bytes)).to.equal(delta.serverTimeMs);
      }),
    );
  });

  it("takes 14 bytes and 3 for each runner that moved", () => {
    const positions = Array.from({ length: 12 }, (_, index) => ({ index, steps: 40_000 }));
    const head = { version: 1, serverTimeMs: 1, tick: -1 };
    expect(packFloorDelta({ ...head, positions: [] })).to.have.length(14);
    expect(packFloorDelta({ ...head, positions })).to.have.length(50);
  });
});
