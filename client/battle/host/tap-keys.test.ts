import { expect } from "chai";
import { createTapKeys, DOUBLE_TAP_MS } from "./tap-keys.ts";

describe("keys of taps", () => {
  function hand() {
    let made = 0;
    const clock = { ms: 1_000 };
    const keyOf = createTapKeys(
      () => `key ${++made}`,
      () => clock.ms,
    );
    return { clock, keyOf };
  }

  it("a double tap is one intent", () => {
    const { clock, keyOf } = hand();
    const first = keyOf("TR +100");
    clock.ms += DOUBLE_TAP_MS - 1;
    expect(keyOf("TR +100")).to.equal(first);
  });

  it("a tap after a pause is another intent", () => {
    const { clock, keyOf } = hand();
    const first = keyOf("TR +100");
    clock.ms += DOUBLE_TAP_MS;
    expect(keyOf("TR +100")).not.to.equal(first);
  });

  it("a finger that drums counts once for each pause's length", () => {
    const { clock, keyOf } = hand();
    const keys = new Set<string>();
    for (let tap = 0; tap < 10; tap += 1) {
      keys.add(keyOf("TR +100"));
      clock.ms += DOUBLE_TAP_MS / 5;
    }
    expect(keys.size).to.equal(2);
  });

  it("another side or amount is another intent at once", () => {
    const { keyOf } = hand();
    const keys = [keyOf("TR +100"), keyOf("EG +100"), keyOf("TR +100"), keyOf("TR -100")];
    expect(new Set(keys).size).to.equal(4);
  });
});
