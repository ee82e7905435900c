import { expect } from "chai";
import { findListedGift, giftTable } from "./gift-table.ts";

describe("the gift table", () => {
  it("lists each gift once, at a price of 1 to 44,999 diamonds", () => {
    expect(new Set(giftTable.map(({ giftId }) => giftId)).size).to.equal(921);
    for (const { giftId, diamonds } of giftTable) {
      expect(giftId).to.match(/^[1-9]\d*$/);
      expect(Number.isInteger(diamonds) && diamonds >= 1 && diamonds <= 44_999).to.equal(true);
    }
    expect(findListedGift("6369")).to.deep.equal({
      giftId: "6369",
      name: "Lion",
      diamonds: 29_999,
    });
    expect(findListedGift("05655")).to.equal(undefined);
  });
});
