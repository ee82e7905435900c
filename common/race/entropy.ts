import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, decodeHex, encodeHex, encodeUint32 } from "#common/framework/bytes.ts";
import { merkleRoot } from "./merkle-tree.ts";

/** What is before the bytes of a leaf; nodes begin with 0x01. */
const LEAF = Uint8Array.of(0);
const WITHHELD = Uint8Array.of(0);
const REVEALED = Uint8Array.of(1);
const SECRET_BYTES = 32;

/** One phone's part in a race's seed, as the trees and the record know it. Hexadecimal. */
export type PhoneEntropy = {
  /** The player's pseudonym in this race, 16 bytes. */
  tag: string;
  /** `hashSecret` of the phone's secret. */
  hash: string;
  /** 32 bytes; null = withheld. */
  secret: string | null;
};

/** What a phone sends while betting is open: SHA-256 of its 32 secret bytes; both hexadecimal. */
export function hashSecret(secret: string): string {
  return encodeHex(sha256(decodeHex(secret)));
}

/**
 * RACE-6 c): root over the phones that answered at the lock, in the order of their tags. A leaf is
 * SHA-256(0x00 ‖ place from 0 in 4 bytes ‖ tag in 16 ‖ hash in 32). 64 hexadecimal digits.
 */
export function entropyRoot(phones: readonly Pick<PhoneEntropy, "tag" | "hash">[]): string {
  const leaves = phones.map(({ tag, hash }, place) =>
    sha256(concatBytes(LEAF, encodeUint32(place), decodeHex(tag), decodeHex(hash))),
  );
  return encodeHex(merkleRoot(leaves));
}

/**
 * RACE-6 c): root over what the same phones revealed, in the same order. A leaf is
 * SHA-256(0x00 ‖ place from 0 in 4 bytes ‖ 0x01 ‖ secret in 32 bytes), or with 0x00 and 32 zero
 * bytes for a phone that withheld. 64 hexadecimal digits.
 */
export function revealedRoot(phones: readonly Pick<PhoneEntropy, "secret">[]): string {
  const leaves = phones.map(({ secret }, place) => {
    const told =
      secret === null ? [WITHHELD, new Uint8Array(SECRET_BYTES)] : [REVEALED, decodeHex(secret)];
    return sha256(concatBytes(LEAF, encodeUint32(place), ...told));
  });
  return encodeHex(merkleRoot(leaves));
}

/** How many of the phones revealed: the k of "k of m phones answered" (RACE-6 d). */
export function countRevealed(phones: readonly Pick<PhoneEntropy, "secret">[]): number {
  return phones.filter(({ secret }) => secret !== null).length;
}
