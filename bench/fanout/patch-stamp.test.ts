import { Encoder } from "@colyseus/schema";
import { expect } from "chai";
import fc from "fast-check";
import { RaceState } from "#common/race/race-state.ts";
import { readPatchStamp } from "./patch-stamp.ts";

/** The byte that the room puts before every patch. */
const PATCH_CODE = 15;

describe("a patch's stamp", () => {
  function openEncoder() {
    const state = new RaceState();
    for (let index = 0; index < 12; index += 1) state.positions.push(0);
    const encoder = new Encoder(state);
    const patch = () => {
      const bytes = Buffer.concat([Buffer.from([PATCH_CODE]), encoder.encode()]);
      encoder.discardChanges();
      return bytes;
    };
    patch();
    return { state, patch };
  }

  it("is the server time that the patch brings, whatever else it brings", () => {
    const { state, patch } = openEncoder();
    let nowMs = 1_790_000_000_000;
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 65_535 }), { minLength: 12, maxLength: 12 }),
        fc.nat({ max: 2_000 }),
        (positions, tick) => {
          nowMs += 50;
          state.stateVersion += 1;
          state.serverTimeMs = nowMs;
          state.tick = tick;
          positions.forEach((steps, index) => {
            state.positions[index] = steps;
          });
          expect(readPatchStamp(patch(), nowMs + 7)).to.equal(nowMs);
        },
      ),
    );
  });

  it("is missing where the time stays as it was", () => {
    const { state, patch } = openEncoder();
    state.tick = 5;
    expect(readPatchStamp(patch(), 1_790_000_000_000)).to.equal(undefined);
  });
});
