import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { cancelsRoot } from "./cancels-root.ts";

describe("the root of the cancelled bets", () => {
  it("is the SHA-256 of its name, the race, their number and their serials", () => {
    const bytes = Buffer.concat([
      Buffer.from("gs/cancels/2"),
      Buffer.from("000000000000000700000002" + "0000000300000100", "hex"),
    ]);
    expect(cancelsRoot(7, [3, 256])).to.equal(createHash("sha256").update(bytes).digest("hex"));
  });

  it("is another for every other set of bets and for every other race", () => {
    const serials = fc.uniqueArray(fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(serials, serials, (some, others) => {
        const [a, b] = [some, others].map((list) => list.toSorted((x, y) => x - y)) as [
          number[],
          number[],
        ];
        expect(cancelsRoot(7, a) === cancelsRoot(7, b)).to.equal(a.join() === b.join());
        expect(cancelsRoot(7, a)).not.to.equal(cancelsRoot(8, a));
      }),
    );
  });

  it("takes no serials out of their order, none twice and none below 1", () => {
    for (const serials of [[2, 1], [3, 3], [0]]) {
      expect(() => cancelsRoot(7, serials)).to.throw(RangeError);
    }
  });
});
