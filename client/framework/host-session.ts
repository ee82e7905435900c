import { signal } from "@preact/signals";
import type { Outcome } from "#common/framework/refusals.ts";
import { call } from "./http.ts";
import { readStored, removeStored, writeStored } from "./stored.ts";

const STORED_AS = "hostToken";

/** The host's bearer token; kept over reloads until it expires or the host signs out. */
export const hostToken = signal<string | undefined>(readStored(STORED_AS) ?? undefined);

/** Buys a token with the PIN the server printed. */
export async function signIn(pin: string): Promise<Outcome<{ token: string }>> {
  const answer = await call("POST", "/auth/host", { body: { pin } });
  if (answer.ok) {
    writeStored(STORED_AS, answer.value.token);
    hostToken.value = answer.value.token;
  }
  return answer;
}

export function signOut(): void {
  removeStored(STORED_AS);
  hostToken.value = undefined;
}
