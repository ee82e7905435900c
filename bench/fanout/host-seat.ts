import { Client, type Room } from "@colyseus/sdk";
import type { Outcome } from "#common/framework/refusals.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { untilState } from "#server/testing/until-state.ts";

/** The host's seat, which runs the races of a benchmark as a host does. */
export interface HostSeat {
  /** Opens and locks betting; settles once they are running. */
  off(): Promise<void>;
  /** Calls the race off; settles in the lobby of the next one. */
  callOff(): Promise<void>;
  /** The state as this seat has decoded it. */
  readonly state: RaceState;
  leave(): Promise<void>;
}

/** Takes it. Throws when the token is not a host's. */
export async function takeHostSeat(app: {
  url: string;
  roomId: string;
  hostToken: string;
}): Promise<HostSeat> {
  const client = new Client(app.url);
  client.auth.token = app.hostToken;
  const room: Room<unknown, RaceState> = await client.joinById(app.roomId, {});
  room.onMessage("*", () => {});
  room.reconnection.enabled = false;
  await untilState(room, (state) => state.lobbyCode !== "");

  async function direct(command: string, extra: object = {}) {
    const { raceId, phase } = room.state;
    const request = { raceId, expectedPhase: phase, ...extra };
    const outcome: Outcome<object> = await (room as Room).request(command, request);
    if (!outcome.ok) throw new Error(`${command} in ${phase}: ${outcome.refusal.code}`);
  }

  return {
    async off() {
      await direct("openBetting");
      await untilState(room, ({ phase }) => phase === "betting");
      await direct("lockBetting");
      await untilState(room, ({ phase, tick }) => phase === "racing" && tick > 0);
    },
    async callOff() {
      await direct("voidRace", { reason: "measured" });
      await untilState(room, ({ phase }) => phase === "lobby");
    },
    get state() {
      return room.state;
    },
    async leave() {
      await room.leave();
    },
  };
}
