import { sha256 } from "@noble/hashes/sha2.js";

/** How many races one chain of seeds lasts for: N (RACE-6 a). */
export const SEED_CHAIN_LENGTH = 4_096;
/** A record of a longer chain is refused: its seed would have to be hashed so often. */
export const SEED_CHAIN_LENGTH_MAX = 65_536;

/**
 * s_k of the chain that ends in s_N: s_(i−1) = SHA-256(s_i), so whoever knows s_k knows all before it
 * and none behind it. 32 bytes; k is 0 (the anchor, published first) to N, another throws.
 */
export function seedAt(lastSeed: Uint8Array, length: number, k: number): Uint8Array {
  if (!Number.isInteger(k) || k < 0 || k > length) {
    throw new RangeError(`no seed ${k} in a chain of ${length}`);
  }
  return hashTimes(lastSeed, length - k);
}

/** The anchor that s_k leads back to: its hash, k times over. */
export function anchorOf(seed: Uint8Array, k: number): Uint8Array {
  return hashTimes(seed, k);
}

function hashTimes(seed: Uint8Array, times: number): Uint8Array {
  let hash = seed;
  for (let i = 0; i < times; i += 1) hash = sha256(hash);
  return hash;
}
