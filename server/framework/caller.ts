import type { Role } from "#common/framework/roles.ts";

/** Who a request or a seat speaks for, read from its token; nobody's token makes a viewer. */
export interface Caller {
  role: Role;
  /** The player's id; only players have one. */
  playerId?: string;
  /** The player's name as everyone sees it. */
  name?: string;
  /** The one room a player's token opens. */
  roomKey?: string;
}

export const anonymous: Caller = { role: "viewer" };

/** The id of a caller that a contract has let in as a player; every player's token carries one. */
export function playerIdOf(caller: Caller): string {
  if (caller.playerId === undefined) throw new Error("a player's token carries no id");
  return caller.playerId;
}
