import { matchMaker } from "@colyseus/core";

/** Breaks the connection of a session from the server's side, as a dead network does; without one, of every session of the room. */
export function cutSeat(roomId: string, sessionId?: string): void {
  const room = matchMaker.getLocalRoomById(roomId);
  for (const client of room?.clients ?? []) {
    if (sessionId !== undefined && client.sessionId !== sessionId) continue;
    (client.ref as unknown as { terminate(): void }).terminate();
  }
}
