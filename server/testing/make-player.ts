import { randomUUID } from "node:crypto";
import { Client, type Room } from "@colyseus/sdk";
import type { Outcome } from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import type { Caller } from "#server/framework/caller.ts";
import type { CounterContract, CounterState } from "./counter-contract.ts";
import type { TestRoom } from "./make-room.ts";

/** A phone in a counter: a real client on a real socket. */
export interface TestPlayer {
  id: string;
  client: Room<unknown, CounterState>;
  readonly state: CounterState;
  /** Events that arrived, in order. */
  events: { event: string; payload: unknown }[];
  request<N extends CommandName<CounterContract>>(
    command: N,
    input: CommandInputWire<CounterContract, N>,
  ): Promise<Outcome<CommandReplyWire<CounterContract, N>>>;
  /** Resolves with the first state that fits, the present one included; the room ticks meanwhile. */
  sees(fits: (state: CounterState) => boolean): Promise<CounterState>;
  /** Resolves with the close code when the seat is lost for good. */
  left: Promise<number>;
}

/** Takes a seat as a player of this name, or as whoever `caller` says. */
export async function makePlayer(
  room: TestRoom,
  caller: string | Caller,
  options: { keepsSeat?: boolean } = {},
): Promise<TestPlayer> {
  const who: Caller =
    typeof caller === "string"
      ? { role: "player", playerId: randomUUID(), name: caller, roomKey: room.id }
      : caller;
  const token = who.role === "viewer" ? "" : room.stand.tokens.sign(who);
  const client = await joinWith(room, token);
  client.reconnection.enabled = options.keepsSeat ?? false;
  client.reconnection.minUptime = 0;
  const events: TestPlayer["events"] = [];
  client.onMessage("*", (event, payload) => events.push({ event: String(event), payload }));
  if (client.state?.marks === undefined) {
    await new Promise<void>((resolve) => client.onStateChange.once(() => resolve()));
  }
  return {
    id: who.playerId ?? "",
    client,
    get state() {
      return client.state;
    },
    events,
    request: ((command: string, input: unknown) =>
      (client as Room).request(command, input)) as TestPlayer["request"],
    sees: (fits) => waitFor(room, client, fits),
    left: new Promise((resolve) => client.onLeave((code) => resolve(code))),
  };
}

/** Asks for a seat with this token, as it is. */
export async function joinWith(
  room: TestRoom,
  token: string,
): Promise<Room<unknown, CounterState>> {
  const client = new Client(room.stand.url);
  client.auth.token = token;
  return (await client.joinById(room.id, {})) as Room<unknown, CounterState>;
}

function waitFor(
  room: TestRoom,
  client: Room<unknown, CounterState>,
  fits: (state: CounterState) => boolean,
): Promise<CounterState> {
  if (fits(client.state)) return Promise.resolve(client.state);
  return new Promise((resolve) => {
    const ticking = setInterval(room.tick, 5);
    const look = (state: CounterState) => {
      if (!fits(state)) return;
      clearInterval(ticking);
      client.onStateChange.remove(look);
      resolve(state);
    };
    client.onStateChange(look);
  });
}
