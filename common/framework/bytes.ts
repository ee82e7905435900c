import {
  bytesToHex,
  hexToBytes,
  concatBytes as joinBytes,
  utf8ToBytes,
} from "@noble/hashes/utils.js";

/** Bytes as lower-case hexadecimal, two digits a byte. */
export function encodeHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** The bytes behind hexadecimal text of either case; throws on an odd length or a foreign character. */
export function decodeHex(text: string): Uint8Array {
  return hexToBytes(text);
}

/** A string as UTF-8. A lone surrogate throws: it would become U+FFFD and two strings one. */
export function encodeUtf8(text: string): Uint8Array {
  if (!isWellFormed(text)) throw new RangeError("a lone surrogate has no UTF-8 form");
  return utf8ToBytes(text);
}

/** All parts behind each other, in a new array. */
export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  return joinBytes(...parts);
}

/** An integer of 0 to 2³² − 1 as 4 bytes, most significant first. */
export function encodeUint32(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new RangeError(`not an unsigned integer of 32 bits: ${value}`);
  }
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** A non-negative safe integer as 8 bytes, most significant first. */
export function encodeUint64(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`not an unsigned safe integer: ${value}`);
  }
  const bytes = new Uint8Array(8);
  let rest = value;
  for (let i = 7; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** Whether every surrogate of the string has its partner. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
