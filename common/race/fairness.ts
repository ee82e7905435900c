import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  concatBytes,
  decodeHex,
  encodeHex,
  encodeUint32,
  encodeUint64,
  encodeUtf8,
} from "#common/framework/bytes.ts";

/** Which way of committing and deriving a seed today's races follow (RACE-6). */
export const FAIRNESS_VERSION = 2;

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

/** What the server binds itself to before betting opens, version 2: the seed's place in its chain too. */
export type CommitmentV2 = Commitment & {
  /** s_0 of the chain, published when the lobby opened. */
  seedAnchor: string;
  /** k: this race uses s_k. */
  seedIndex: number;
};

/**
 * RACE-6, version 2: SHA-256 of 181 bytes, as 64 hexadecimal digits:
 *
 * | bytes | part |
 * |---|---|
 * | 9 | `gs/race/2` in ASCII |
 * | 8 | raceId, unsigned, most significant byte first |
 * | 32 | cardHash |
 * | 32 | marketRulesHash |
 * | 32 | engineHash |
 * | 32 | seedHash = SHA-256(s_k) |
 * | 32 | seedAnchor = s_0 |
 * | 4 | k |
 */
export function commitmentV2(committed: CommitmentV2): string {
  const bytes = concatBytes(
    encodeUtf8("gs/race/2"),
    encodeUint64(committed.raceId),
    decodeHash(committed.cardHash),
    decodeHash(committed.marketRulesHash),
    decodeHash(committed.engineHash),
    decodeHash(committed.seedHash),
    decodeHash(committed.seedAnchor),
    encodeUint32(committed.seedIndex),
  );
  return encodeHex(sha256(bytes));
}

/** What decides a race of version 2 besides the server's seed; roots are 64 hexadecimal digits. */
export type SeedRoots = { betsRoot: string; entropyRoot: string; revealedRoot: string };

/**
 * The seed that runs the race, version 2: HMAC-SHA-256(s_k, `gs/seed/2` in ASCII ‖ raceId in 8 bytes
 * ‖ betsRoot ‖ entropyRoot ‖ revealedRoot). 32 bytes.
 */
export function deriveRaceSeedV2(
  serverSeed: Uint8Array,
  raceId: number,
  roots: SeedRoots,
): Uint8Array {
  const message = concatBytes(
    encodeUtf8("gs/seed/2"),
    encodeUint64(raceId),
    decodeHash(roots.betsRoot),
    decodeHash(roots.entropyRoot),
    decodeHash(roots.revealedRoot),
  );
  return hmac(sha256, serverSeed, message);
}

function decodeHash(hash: string): Uint8Array {
  const bytes = decodeHex(hash);
  if (bytes.length !== HASH_BYTES) throw new RangeError(`a hash of ${bytes.length} bytes`);
  return bytes;
}
