import type { Room } from "@colyseus/sdk";

/** Resolves with the first state of a seat that fits, the present one included. */
export function untilState<State>(
  room: Room<unknown, State>,
  fits: (state: State) => boolean,
): Promise<State> {
  return new Promise((resolve) => {
    // Before the first state has come there is nothing to look at.
    if (room.state !== undefined && fits(room.state)) return resolve(room.state);
    const look = (state: State) => {
      if (!fits(state)) return;
      room.onStateChange.remove(look);
      resolve(state);
    };
    room.onStateChange(look);
  });
}
