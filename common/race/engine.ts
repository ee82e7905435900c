import { hashCanonical } from "#common/framework/canonical.ts";
import { tuning } from "./tuning.ts";

/**
 * Name of the simulation's rules. A change of code that moves any position of any race needs a
 * new one; a change of `tuning` moves `engineHash` by itself.
 */
export const ENGINE_VERSION = "grandstand-race/1";

/**
 * What a race record says about the engine that ran it (RACE-3): SHA-256 of the version and the
 * tuning, 64 hexadecimal digits. Another hash can't be replayed here.
 */
export const engineHash: string = hashCanonical({ version: ENGINE_VERSION, tuning });
