import { Client, type Room } from "@colyseus/sdk";
import type { Outcome } from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { untilState } from "./until-state.ts";

/** A host's commands that need no more than the race and the phase the host sees. */
export type HostTap = "openBetting" | "lockBetting" | "pause" | "resume" | "nextRace";

/** One connection to the race room, with typed requests. */
export interface TestSeat {
  room: Room<unknown, RaceState>;
  state: RaceState;
  request<N extends CommandName<RaceContract>>(
    command: N,
    input: CommandInputWire<RaceContract, N>,
  ): Promise<Outcome<CommandReplyWire<RaceContract, N>>>;
  /** Resolves with the first state that fits, the present one included. */
  until(fits: (state: RaceState) => boolean): Promise<RaceState>;
  /** A host's command about the race and phase this seat sees. */
  direct(command: HostTap): Promise<Outcome<object>>;
  /** Calls the race off, as a host who sees this race and phase. */
  callOff(reason: string): Promise<Outcome<object>>;
}

/** Takes a seat in a race room of the server at `url`; without a token a viewer's. */
export async function takeSeat(
  url: string,
  { roomId, token = "" }: { roomId: string; token?: string | undefined },
): Promise<TestSeat> {
  const client = new Client(url);
  client.auth.token = token;
  const room = (await client.joinById(roomId, {})) as Room<unknown, RaceState>;
  room.onMessage("*", () => {});
  room.reconnection.enabled = false;
  if (room.state?.lobbyCode === undefined || room.state.lobbyCode === "") {
    await new Promise<void>((resolve) => room.onStateChange.once(() => resolve()));
  }
  const request = ((command: string, input: unknown) =>
    (room as Room).request(command, input)) as TestSeat["request"];
  const seen = () => ({ raceId: room.state.raceId, expectedPhase: room.state.phase });
  return {
    room,
    get state() {
      return room.state;
    },
    request,
    until: (fits) => untilState(room, fits),
    direct: (command) => request(command, seen()),
    callOff: (reason) => request("voidRace", { ...seen(), reason }),
  };
}
