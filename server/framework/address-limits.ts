import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";

/** An allowance of `points` requests in `seconds` for each address. */
export interface AddressLimit {
  admit(address: string): Promise<Outcome<undefined, "rate_limited">>;
}

export function createAddressLimit(allowance: { points: number; seconds: number }): AddressLimit {
  const limiter = new RateLimiterMemory({ points: allowance.points, duration: allowance.seconds });
  return {
    async admit(address) {
      try {
        await limiter.consume(address);
        return accept(undefined);
      } catch (reached) {
        if (reached instanceof Error) throw reached;
        const { msBeforeNext } = reached as RateLimiterRes;
        return refuse("rate_limited", { retryAfterSeconds: Math.ceil(msBeforeNext / 1000) });
      }
    },
  };
}
