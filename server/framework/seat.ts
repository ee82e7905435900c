import type { Client } from "@colyseus/core";
import type { Caller } from "./caller.ts";

/** One connection to a room, with who it speaks for. */
export type SeatedClient = Client<{ auth: Caller }>;

/** Who sits in a room: players by their id (one player may hold several seats), the rest counted. */
export interface Attendance {
  /** Distinct players with at least one open seat. */
  playerCount: number;
  /** Open seats of everyone else. */
  spectatorCount: number;
}

export function countAttendance(clients: Iterable<SeatedClient>): Attendance {
  const players = new Set<string>();
  let spectatorCount = 0;
  for (const client of clients) {
    const playerId = client.auth?.playerId;
    if (playerId === undefined) spectatorCount += 1;
    else players.add(playerId);
  }
  return { playerCount: players.size, spectatorCount };
}
