import { versionedFields } from "#common/framework/versioned-state.ts";

/** A versioned state begins with these fields, so their order is their number on the wire. */
const fieldNumber = Object.keys(versionedFields("")).indexOf("serverTimeMs");
/** How a patch says that this field has a new value; the value follows as a float64. */
const REPLACED = 0x80 | fieldNumber;
const VALUE_BYTES = 8;

/**
 * The `serverTimeMs` that a state patch brings, found without decoding the rest: a thousand bots in
 * one process would measure their own decoders. `nowMs` tells the value from bytes that look alike:
 * it lies within a minute of it. `undefined` where the patch leaves the time as it was.
 */
export function readPatchStamp(patch: Buffer, nowMs: number): number | undefined {
  const last = patch.length - VALUE_BYTES - 1;
  for (let at = patch.indexOf(REPLACED, 1); at !== -1 && at <= last; ) {
    const value = patch.readDoubleLE(at + 1);
    if (Math.abs(value - nowMs) < 60_000) return value;
    at = patch.indexOf(REPLACED, at + 1);
  }
  return undefined;
}
