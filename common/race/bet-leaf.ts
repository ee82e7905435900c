import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, encodeUint32, encodeUint64, encodeUtf8 } from "#common/framework/bytes.ts";

/** The markets by the byte that stands for them in a leaf; a new market takes the next one. */
const marketCodes: Readonly<Record<string, number>> = {
  win: 1,
  place: 2,
  show: 3,
  exacta: 4,
  quinella: 5,
  trifecta: 6,
};

const SELECTION_BYTES = 3;

/** A bet as the chain and the tree of its race know it (RACE-6). */
export type ChainedBet = {
  raceId: number;
  /** Running number within the race, from 1, in the order of acceptance. */
  serial: number;
  /** 16 bytes: the player under a pseudonym that means nothing outside this race. */
  tag: Uint8Array;
  market: string;
  selection: readonly number[];
  stake: bigint;
  /** Hundredths per chip at fixed odds; 0 = tote. */
  price: number;
  /** 16 bytes. */
  salt: Uint8Array;
};

/**
 * RACE-6 e): SHA-256 of the byte 0x00 and the 60 bytes of the bet, integers most significant byte
 * first:
 *
 * | bytes | part |
 * |---|---|
 * | 8 | raceId |
 * | 4 | serial |
 * | 16 | tag |
 * | 1 | market: 1 win, 2 place, 3 show, 4 exacta, 5 quinella, 6 trifecta |
 * | 3 | saddle numbers of the selection, 0 where it names fewer |
 * | 8 | stake |
 * | 4 | price |
 * | 16 | salt |
 */
export function betLeaf(bet: ChainedBet): Uint8Array {
  const code = marketCodes[bet.market];
  if (code === undefined) throw new RangeError(`no code for the market ${bet.market}`);
  if (bet.tag.length !== 16 || bet.salt.length !== 16) {
    throw new RangeError("a tag and a salt are 16 bytes each");
  }
  const selection = new Uint8Array(SELECTION_BYTES);
  selection.set(bet.selection);
  return sha256(
    concatBytes(
      Uint8Array.of(0),
      encodeUint64(bet.raceId),
      encodeUint32(bet.serial),
      bet.tag,
      Uint8Array.of(code),
      selection,
      encodeBigUint64(bet.stake),
      encodeUint32(bet.price),
      bet.salt,
    ),
  );
}

/** The head of a race's chain before any bet: SHA-256(`gs/bets/2` in ASCII ‖ raceId in 8 bytes). */
export function firstHead(raceId: number): Uint8Array {
  return sha256(concatBytes(encodeUtf8("gs/bets/2"), encodeUint64(raceId)));
}

/** RACE-6 b): the head after one more bet, SHA-256(head ‖ leaf). */
export function nextHead(head: Uint8Array, leaf: Uint8Array): Uint8Array {
  return sha256(concatBytes(head, leaf));
}

/**
 * A player's pseudonym in one race: the first 16 bytes of SHA-256(`gs/tag/2` in ASCII ‖ the race's
 * secret of 32 bytes ‖ the player's id in 16 bytes). The secret is never published.
 */
export function playerTag(tagSecret: Uint8Array, playerId: Uint8Array): Uint8Array {
  return sha256(concatBytes(encodeUtf8("gs/tag/2"), tagSecret, playerId)).slice(0, 16);
}

function encodeBigUint64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}
