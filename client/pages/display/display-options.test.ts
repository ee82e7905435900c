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

  it("names a scene; without one it follows what is on", () => {
    expect(readDisplayOptions("?scene=battle").scene).to.equal("battle");
    expect(readDisplayOptions("?scene=race").scene).to.equal("race");
    for (const search of ["?scene=auto", "?scene=opera", ""]) {
      expect(readDisplayOptions(search).scene).to.equal("auto");
    }
  });

  it("sets the loudness from 0 to 100, and off is 0", () => {
    expect(readDisplayOptions("?sound=60").volume).to.equal(60);
    expect(readDisplayOptions("?sound=999").volume).to.equal(100);
    expect(readDisplayOptions("?sound=off").volume).to.equal(0);
    for (const unknown of ["", "?sound=", "?sound=loud", "?sound=-3"]) {
      expect(readDisplayOptions(unknown).volume).to.equal(undefined);
    }
  });

  it("is an overlay when it says so, and not when it denies it", () => {
    expect(readDisplayOptions("?obs=1").isOverlay).to.equal(true);
    expect(readDisplayOptions("?obs").isOverlay).to.equal(true);
    expect(readDisplayOptions("?obs=0").isOverlay).to.equal(false);
    expect(readDisplayOptions("").isOverlay).to.equal(undefined);
  });
});
