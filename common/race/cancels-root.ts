import { sha256 } from "@noble/hashes/sha2.js";
import {
  concatBytes,
  encodeHex,
  encodeUint32,
  encodeUint64,
  encodeUtf8,
} from "#common/framework/bytes.ts";

const SERIAL_BYTES = 4;

/**
 * RACE-6 c): which bets of a race were cancelled before its lock: SHA-256(`gs/cancels/2` in ASCII ‖
 * raceId in 8 bytes ‖ their number in 4 ‖ their serials, ascending, 4 bytes each). 64 hexadecimal
 * digits. Serials out of order throw.
 */
export function cancelsRoot(raceId: number, serials: readonly number[]): string {
  const isAscending = serials.every((serial, index) => serial > (serials[index - 1] ?? 0));
  if (!isAscending) throw new RangeError("the serials of cancelled bets must ascend from 1 on");
  const listed = new Uint8Array(serials.length * SERIAL_BYTES);
  const view = new DataView(listed.buffer);
  for (const [index, serial] of serials.entries()) view.setUint32(index * SERIAL_BYTES, serial);
  const head = concatBytes(encodeUtf8("gs/cancels/2"), encodeUint64(raceId));
  return encodeHex(sha256(concatBytes(head, encodeUint32(serials.length), listed)));
}
