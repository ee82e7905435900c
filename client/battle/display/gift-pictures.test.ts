import { icons } from "@iconify-json/fluent-emoji-flat";
import { expect } from "chai";
import { giftPicture, giftPictures } from "./gift-pictures.ts";

describe("the picture of a gift", () => {
  it("goes by the gift's id, whatever language its name is in", () => {
    expect(giftPicture({ giftId: "5655", giftName: "Gül" })).to.equal("rose");
    expect(giftPicture({ giftId: "6369", giftName: "أسد" })).to.equal("lion");
  });

  it("goes by a word of the name for other ids", () => {
    expect(giftPicture({ giftId: "1", giftName: "Sports Car" })).to.equal("racing-car");
    expect(giftPicture({ giftId: "1", giftName: "Leon and Lion" })).to.equal("lion");
    expect(giftPicture({ giftId: "1", giftName: "Little Crown" })).to.equal("crown");
  });

  it("is a wrapped box for what nobody knows", () => {
    expect(giftPicture({ giftId: "0", giftName: "" })).to.equal("wrapped-gift");
  });

  it("exists", () => {
    expect(giftPictures.filter((name) => icons.icons[name] === undefined)).to.deep.equal([]);
  });
});
