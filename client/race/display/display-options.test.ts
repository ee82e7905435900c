import { expect } from "chai";
import { readDisplayOptions } from "./display-options.ts";

describe("the display's address", () => {
  it("names a lobby in any case, and the newest one by naming none", () => {
    expect(readDisplayOptions("?room=7kq4").room).to.equal("7KQ4");
    expect(readDisplayOptions("").room).to.equal("current");
    expect(readDisplayOptions("?room=../etc").room).to.equal("current");
  });

  it("may force a layout and a resolution", () => {
    const options = readDisplayOptions("?layout=portrait&res=0.5&test");
    expect(options).to.include({ orientation: "portrait", resolution: 0.5, isTest: true });
  });

  it("falls back to what it finds out by itself", () => {
    const options = readDisplayOptions("?layout=round&res=9");
    expect(options).to.include({ orientation: undefined, resolution: undefined, isTest: false });
  });
});
