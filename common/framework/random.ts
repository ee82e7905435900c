import { chacha20 } from "@noble/ciphers/chacha.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { encodeUtf8 } from "./bytes.ts";

const REFILL_BYTES = 1024;
const BLOCK_BYTES = 64;
const ZEROES = new Uint8Array(REFILL_BYTES);
const UINT32_COUNT = 2 ** 32;

/** A stream of chance. Same seed and purpose, same draws, on every machine. */
export type Random = {
  /** Uniform over 0 to 2^32 - 1. */
  nextUint32: () => number;
  /** Uniform over 0 to n - 1, for an integer n of 1 to 2^32; unbiased by rejection. */
  below: (n: number) => number;
  /** True in exactly `numerator` of `denominator` cases. */
  chance: (numerator: number, denominator: number) => boolean;
  /** Puts the items into a uniformly drawn order, in place, and returns them. */
  shuffle: <T>(items: T[]) => T[];
};

/**
 * The stream for one purpose (RACE-4): the ChaCha20 keystream (RFC 8439, zero nonce, counter from
 * 0) keyed by HMAC-SHA-256(seed, purpose), read as little-endian 32-bit words. Streams of
 * different purposes are independent, so a draw added to one moves no other, and no draw can be
 * told from earlier ones without the seed.
 */
export function forkRandom(seed: Uint8Array, purpose: string): Random {
  const words = keystreamWords(hmac(sha256, seed, encodeUtf8(purpose)));

  const below = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > UINT32_COUNT) {
      throw new RangeError(`nothing to draw below ${n}`);
    }
    // The words past the last whole multiple of n would favour the low results.
    const limit = UINT32_COUNT - (UINT32_COUNT % n);
    let word = words();
    while (word >= limit) word = words();
    return word % n;
  };

  return {
    nextUint32: words,
    below,
    chance: (numerator, denominator) => below(denominator) < numerator,
    shuffle: (items) => {
      for (let last = items.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [items[last], items[other]] = [items[other]!, items[last]!];
      }
      return items;
    },
  };
}

function keystreamWords(key: Uint8Array): () => number {
  const nonce = new Uint8Array(12);
  const keystream = new Uint8Array(REFILL_BYTES);
  const view = new DataView(keystream.buffer);
  let counter = 0;
  let offset = REFILL_BYTES;

  return () => {
    if (offset === REFILL_BYTES) {
      chacha20(key, nonce, ZEROES, keystream, counter);
      counter += REFILL_BYTES / BLOCK_BYTES;
      offset = 0;
    }
    const word = view.getUint32(offset, true);
    offset += 4;
    return word;
  };
}
