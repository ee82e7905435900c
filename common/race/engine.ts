import { hashCanonical } from "#common/framework/canonical.ts";
import { powerTuning } from "./power-tuning.ts";
import { tuning } from "./tuning.ts";

/**
 * Name of the simulation's rules. A change of code that moves any position of any race needs a
 * new one; a change of `tuning` or `powerTuning` moves `engineHash` by itself.
 */
export const ENGINE_VERSION = "grandstand-race/2";

/**
 * What a race record says about the engine that ran it (RACE-3): SHA-256 of the version and all
 * tuning, 64 hexadecimal digits.
 */
export const engineHash: string = hashCanonical({ version: ENGINE_VERSION, tuning, powerTuning });

/** The engine before powers and scratches. Without either this one runs every race as that one did. */
export const engineHashWithoutPowers: string = hashCanonical({
  version: "grandstand-race/1",
  tuning,
});

/** Engines whose races are run here to the same bytes; a record of any other can't be replayed. */
export const knownEngineHashes: ReadonlySet<string> = new Set([
  engineHash,
  engineHashWithoutPowers,
]);
