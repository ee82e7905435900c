/** 64 characters, so that one byte picks one without bias. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LENGTH = 32;

/** 32 URL-safe characters, 192 bits of chance: a join key or an idempotency key. Works over plain HTTP. */
export function makeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
