import { texts } from "#client/race/display/texts.ts";

/** What to say when the server has no such room; `room` is its code or `current`. */
export function missingRoom(room: string): string {
  const { display } = texts.value;
  return room === "current" ? display.noLobby : display.unknownLobby(room);
}
