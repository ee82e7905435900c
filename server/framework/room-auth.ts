import { type AuthContext, ServerError } from "@colyseus/core";
import { type Outcome, type RefusalCode, refusals } from "#common/framework/refusals.ts";
import type { Caller } from "./caller.ts";

/**
 * Decides who a seat speaks for before there is one: no token makes a viewer, a bad one is refused,
 * and so is a player's token for another room.
 */
export function authenticateSeat(
  authenticate: (token: string | undefined) => Outcome<Caller>,
  { token, context }: { token: string; context: AuthContext },
): Caller {
  const answer = authenticate(token === "" ? undefined : token);
  if (!answer.ok) throw refusalError(answer.refusal.code);
  const caller = answer.value;
  if (caller.role === "player" && caller.roomKey !== roomIdOf(context)) {
    throw refusalError("wrong_lobby");
  }
  return caller;
}

/** The refusal's status is the error's code, its code the message: what a client reads. */
export function refusalError(code: RefusalCode): ServerError {
  return new ServerError(refusals[code].status, code);
}

/** The room a matchmaking request names: the last part of `/matchmake/joinById/<room id>`. */
function roomIdOf(context: AuthContext): string | undefined {
  const url: unknown = context.req?.url;
  return typeof url === "string"
    ? new URL(url, "http://room").pathname.split("/").at(-1)
    : undefined;
}
