import { readStored } from "#client/framework/stored.ts";

/** The token of the seat this device holds, if it has one: what the phone page keeps under `seat`. */
export function readOwnToken(): string | undefined {
  const text = readStored("seat");
  return text === null ? undefined : (JSON.parse(text) as { token?: string }).token;
}
