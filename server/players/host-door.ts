import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { isSameSecret } from "./secret-hash.ts";
import type { Tokens } from "./tokens.ts";

/** Where a host's PIN becomes a token. */
export interface HostDoor {
  openSession(
    pin: string,
    address: string,
  ): Promise<Outcome<{ token: string }, "wrong_pin" | "pin_locked">>;
}

const WRONG_TRIES_MAX = 5;
const LOCK_SECONDS = 60;

/**
 * Five wrong tries within a minute lock their address for a minute, the right PIN included; other
 * addresses go on. The PIN is compared in constant time.
 */
export function createHostDoor({ pin, tokens }: { pin: string; tokens: Tokens }): HostDoor {
  const tries = new RateLimiterMemory({
    points: WRONG_TRIES_MAX,
    duration: LOCK_SECONDS,
    blockDuration: LOCK_SECONDS,
  });
  return {
    async openSession(given, address) {
      // Counted before it is looked at, so that tries sent at once count one by one.
      const locked = await countTry(tries, address);
      if (locked !== undefined) return refuse("pin_locked", { retryAfterSeconds: locked });
      if (!isSameSecret(given, pin)) return refuse("wrong_pin");
      await tries.delete(address);
      return accept({ token: tokens.sign({ role: "host" }) });
    },
  };
}

/** Answers the seconds the address is locked for, `undefined` if it may try. */
async function countTry(tries: RateLimiterMemory, address: string): Promise<number | undefined> {
  try {
    await tries.consume(address);
    return undefined;
  } catch (reached) {
    if (reached instanceof RateLimiterRes) return Math.ceil(reached.msBeforeNext / 1000);
    throw reached;
  }
}
