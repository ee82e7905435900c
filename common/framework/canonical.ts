import { sha256 } from "@noble/hashes/sha2.js";
import { encodeHex, encodeUtf8, isWellFormed } from "./bytes.ts";

/** Deeper values are refused, so that a hostile file can't exhaust the stack. */
const DEPTH_MAX = 32;
/** Printable ASCII that stands in JSON as it is. */
const PLAIN_TEXT = /^[ !#-[\]-~]*$/;

/**
 * The one text of a plain value: JSON without spaces, keys sorted by UTF-16 code units.
 * A `bigint` is written as its decimal string, so an amount hashes alike in the program and on
 * the wire. Numbers must be safe integers. `undefined`, fractions, lone surrogates, class
 * instances, symbols, functions and holes in arrays throw a `TypeError`: they would not survive
 * a round trip.
 */
export function canonical(value: unknown): string {
  return write(value, 0);
}

/**
 * SHA-256 of the canonical text in UTF-8, as 64 hexadecimal digits. `digest` is SHA-256 too: where
 * the platform has a faster one, a long record is worth it.
 */
export function hashCanonical(
  value: unknown,
  digest: (bytes: Uint8Array) => Uint8Array = sha256,
): string {
  return encodeHex(digest(encodeUtf8(canonical(value))));
}

function write(value: unknown, depth: number): string {
  if (depth > DEPTH_MAX) throw new TypeError(`nested deeper than ${DEPTH_MAX}`);
  switch (typeof value) {
    case "string":
      return writeString(value);
    case "bigint":
      return `"${value}"`;
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      throw new TypeError(`no canonical form for ${typeof value}`);
  }
}

function writeString(text: string): string {
  if (PLAIN_TEXT.test(text)) return `"${text}"`;
  if (!isWellFormed(text)) throw new TypeError("a lone surrogate has no canonical form");
  return JSON.stringify(text);
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = "";
  for (let index = 0; index < items.length; index += 1) {
    const item = write(items[index], depth + 1);
    text = index === 0 ? item : `${text},${item}`;
  }
  return `[${text}]`;
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError("only plain objects have a canonical form");
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw new TypeError("a symbol key has no canonical form");
  }
  const fields = value as Record<string, unknown>;
  let text = "";
  for (const key of sortedKeys(fields)) {
    const field = `${writeString(key)}:${write(fields[key], depth + 1)}`;
    text = text === "" ? field : `${text},${field}`;
  }
  return `{${text}}`;
}

/** By UTF-16 code units. Most are written in that order already, which is quicker seen than sorted. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
}
