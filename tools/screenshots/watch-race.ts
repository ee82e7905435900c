import { Client, type Room } from "@colyseus/sdk";
import type { RaceState } from "#common/race/race-state.ts";

/** A viewer's seat: sees what everyone sees. */
export type RaceWatch = {
  readonly state: RaceState;
  /** Resolves with the first state that fits, the present one included. */
  until(fits: (state: RaceState) => boolean): Promise<RaceState>;
  close(): Promise<void>;
};

/** Takes a viewer's seat in the newest lobby. */
export async function watchRace(url: string): Promise<RaceWatch> {
  const response = await fetch(`${url}/lobbies/current`);
  const { roomId } = (await response.json()) as { roomId: string };
  const room = (await new Client(url).joinById(roomId, {})) as Room<unknown, RaceState>;
  room.onMessage("*", () => {});
  await new Promise<void>((resolve) => {
    room.onStateChange.once(() => resolve());
  });
  return {
    get state() {
      return room.state;
    },
    until: (fits) =>
      new Promise((resolve) => {
        const look = (state: RaceState) => {
          if (!fits(state)) return;
          room.onStateChange.remove(look);
          resolve(state);
        };
        room.onStateChange(look);
        look(room.state);
      }),
    async close() {
      await room.leave();
    },
  };
}
