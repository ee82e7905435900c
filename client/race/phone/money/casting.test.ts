import { expect } from "chai";
import fc from "fast-check";
import type { CastWire } from "#common/race/power-contract.ts";
import { mergeCasts, spentOn } from "./merge-casts.ts";

function makeCast(fields: Partial<CastWire>): CastWire {
  return {
    raceId: 7,
    seq: 1,
    tick: 40,
    power: "boost",
    target: 4,
    cost: "60",
    status: "held",
    reason: "",
    ...fields,
  };
}

describe("mergeCasts", () => {
  it("never holds a power again that has worked or gone back", () => {
    const worked = makeCast({ status: "captured" });
    expect(mergeCasts([worked], [makeCast({})])).to.deep.equal([worked]);
  });

  it("ends with the same casts in whatever order the answers come", () => {
    const answers = fc.array(
      fc.constantFrom(makeCast({}), makeCast({ seq: 12 }), makeCast({ seq: 2 })),
    );
    fc.assert(
      fc.property(answers, (heard) => {
        const merged = heard.reduce<CastWire[]>((known, cast) => mergeCasts(known, [cast]), []);
        const seqs = [...new Set(heard.map(({ seq }) => seq))].toSorted((a, b) => a - b);
        expect(merged.map(({ seq }) => seq)).to.deep.equal(seqs);
      }),
    );
  });
});

describe("spentOn", () => {
  it("counts what is held or worked in this race, and nothing that came back", () => {
    const casts = [
      makeCast({}),
      makeCast({ seq: 2, status: "captured", cost: "40" }),
      makeCast({ seq: 3, status: "released" }),
      makeCast({ seq: 4, status: "refunded" }),
      makeCast({ raceId: 8 }),
    ];
    expect(spentOn(casts, 7)).to.equal(100n);
  });
});
