import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  concatBytes,
  decodeHex,
  encodeHex,
  encodeUint64,
  encodeUtf8,
} from "#common/framework/bytes.ts";

/** Which way of committing and deriving a seed a record speaks of (RACE-6). */
export const FAIRNESS_VERSION = 1;

const HASH_BYTES = 32;

/** What the server binds itself to before betting opens. Hashes are 64 hexadecimal digits. */
export type Commitment = {
  /** Positive safe integer. */
  raceId: number;
  cardHash: string;
  marketRulesHash: string;
  engineHash: string;
  /** `hashSeed` of the server's seed. */
  seedHash: string;
};

/**
 * RACE-6, version 1: SHA-256 of 145 bytes, as 64 hexadecimal digits. Every part has a fixed
 * width, so no two commitments share their bytes:
 *
 * | bytes | part |
 * |---|---|
 * | 9 | `gs/race/1` in ASCII |
 * | 8 | raceId, unsigned, most significant byte first |
 * | 32 | cardHash |
 * | 32 | marketRulesHash |
 * | 32 | engineHash |
 * | 32 | seedHash = SHA-256(serverSeed) |
 */
export function commitment(committed: Commitment): string {
  const bytes = concatBytes(
    encodeUtf8("gs/race/1"),
    encodeUint64(committed.raceId),
    decodeHash(committed.cardHash),
    decodeHash(committed.marketRulesHash),
    decodeHash(committed.engineHash),
    decodeHash(committed.seedHash),
  );
  return encodeHex(sha256(bytes));
}

/** SHA-256 of the server's seed: it can be published before the seed is. */
export function hashSeed(serverSeed: Uint8Array): string {
  return encodeHex(sha256(serverSeed));
}

/**
 * The seed that runs the race, version 1: HMAC-SHA-256(serverSeed, `gs/seed/1` in ASCII followed
 * by raceId in 8 bytes, most significant first). 32 bytes.
 */
export function deriveRaceSeed(serverSeed: Uint8Array, raceId: number): Uint8Array {
  return hmac(sha256, serverSeed, concatBytes(encodeUtf8("gs/seed/1"), encodeUint64(raceId)));
}

function decodeHash(hash: string): Uint8Array {
  const bytes = decodeHex(hash);
  if (bytes.length !== HASH_BYTES) throw new RangeError(`a hash of ${bytes.length} bytes`);
  return bytes;
}
