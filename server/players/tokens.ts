import jwt from "jsonwebtoken";
import { z } from "zod";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { roles } from "#common/framework/roles.ts";
import type { Caller } from "#server/framework/caller.ts";
import type { Clock } from "#server/framework/clock.ts";

/** Bearer tokens: JWT (HS256) of 12 hours with the claims `sub` (player id), `role`, `name`, `lobby` (room key). */
export interface Tokens {
  sign(caller: Caller): string;
  /** `token_expired` asks the phone to resume its session; anything else wrong is `unauthorized`. */
  verify(token: string | undefined): Outcome<Caller, "unauthorized" | "token_expired">;
}

const LIFETIME_S = 12 * 60 * 60;
const ISSUER = "grandstand";

const claimsSchema = z.object({
  role: z.enum(roles),
  sub: z.string().optional(),
  name: z.string().optional(),
  lobby: z.string().optional(),
});

export function createTokens({ secret, clock }: { secret: string; clock: Clock }): Tokens {
  const nowSeconds = () => Math.floor(clock.now() / 1000);
  return {
    sign: ({ role, playerId, name, roomKey }) =>
      jwt.sign(
        { role, sub: playerId, name, lobby: roomKey, iat: nowSeconds(), iss: ISSUER },
        secret,
        { algorithm: "HS256", expiresIn: LIFETIME_S },
      ),
    verify: (token) => {
      if (token === undefined) return refuse("unauthorized");
      try {
        const claims = jwt.verify(token, secret, {
          algorithms: ["HS256"],
          issuer: ISSUER,
          clockTimestamp: nowSeconds(),
        });
        return toCaller(claims);
      } catch (error) {
        if (error instanceof jwt.TokenExpiredError) return refuse("token_expired");
        if (error instanceof jwt.JsonWebTokenError) return refuse("unauthorized");
        throw error;
      }
    },
  };
}

function toCaller(claims: unknown): Outcome<Caller, "unauthorized"> {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return refuse("unauthorized");
  const { role, sub, name, lobby } = parsed.data;
  if (role === "player" && (sub === undefined || lobby === undefined))
    return refuse("unauthorized");
  return accept({
    role,
    ...(sub !== undefined && { playerId: sub }),
    ...(name !== undefined && { name }),
    ...(lobby !== undefined && { roomKey: lobby }),
  });
}
