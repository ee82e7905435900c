import { Client, type Room } from "@colyseus/sdk";
import type { RaceState } from "#common/race/race-state.ts";
import { untilState } from "#server/testing/until-state.ts";
import { ask } from "./ask.ts";

/** A host's seat: sees what everyone sees, and says when it goes on. */
export type RaceDirector = {
  /** Resolves with the first state that fits, the present one included. */
  until(fits: (state: RaceState) => boolean): Promise<RaceState>;
  /** Gives the sign, for the race and phase as they are now. Throws when it is refused. */
  say(command: "openBetting" | "lockBetting" | "pause" | "resume"): Promise<void>;
  close(): Promise<void>;
};

/** Takes the host's seat in the newest lobby. */
export async function directRace({
  url,
  pin,
}: {
  url: string;
  pin: string;
}): Promise<RaceDirector> {
  const { roomId } = await ask<{ roomId: string }>(`${url}/lobbies/current`);
  const { token } = await ask<{ token: string }>(`${url}/auth/host`, { pin });
  const client = new Client(url);
  client.auth.token = token;
  const room = (await client.joinById(roomId, {})) as Room<unknown, RaceState>;
  room.onMessage("*", () => {});
  await new Promise<void>((resolve) => {
    room.onStateChange.once(() => resolve());
  });
  return {
    until: (fits) => untilState(room, fits),
    async say(command) {
      const { raceId, phase } = room.state;
      const answer = (await (room as Room).request(command, { raceId, expectedPhase: phase })) as {
        ok: boolean;
      };
      if (!answer.ok) throw new Error(`${command} was refused: ${JSON.stringify(answer)}`);
    },
    async close() {
      await room.leave();
    },
  };
}
