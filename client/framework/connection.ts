import type { Room } from "@colyseus/sdk";
import {
  isRetryable,
  type Outcome,
  type RefusalCode,
  refusals,
} from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
  EventName,
  EventPayloadWire,
} from "#common/framework/room-contract.ts";
import type { Rooms } from "#server/app.ts";
import { makeListeners } from "./listeners.ts";
import { startRetry } from "./retry.ts";
import { startServerClock } from "./server-clock.ts";
import { takeSeat } from "./take-seat.ts";

export type RoomName = Extract<keyof Rooms, string>;
type Contract<Name extends RoomName> = Rooms[Name]["contract"];
type RoomStateOf<Name extends RoomName> = InstanceType<Rooms[Name]["state"]>;

/**
 * `connecting` until the first state; `live`; `lost` while it tries again (for ever, 1 to 15 s
 * apart); `refused` when the server said no (a bad token, an unknown lobby): trying again is useless.
 */
export type ConnectionStatus =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "lost"; sinceMs: number }
  | { kind: "refused"; code: string };

export interface ConnectOptions {
  /** Room id as `GET /lobbies/:code` tells it; asked again before every fresh join, because a restart may change it. */
  roomId: () => Promise<string>;
  /** Bearer token of a player or host; without one the seat is a viewer's, read only. */
  token?: () => string | undefined;
  onStatus?: (status: ConnectionStatus) => void;
  /** Where the server is, when the page did not come from it. */
  origin?: string;
}

/** A typed, self-healing connection to one room. A wrong room, command, event or field name does not compile. */
export interface RoomConnection<Name extends RoomName> {
  /** The decoded state of the seat held now; undefined before the first one. Replaced after a fresh join. */
  readonly state: RoomStateOf<Name> | undefined;
  /** The server's clock now, epoch milliseconds, estimated from the states that arrived. */
  serverNow(): number;
  /** Called with every state that arrives, also the first. */
  onState(listener: (state: RoomStateOf<Name>) => void): () => void;
  on<Event extends EventName<Contract<Name>>>(
    event: Event,
    listener: (payload: EventPayloadWire<Contract<Name>, Event>) => void,
  ): () => void;
  /**
   * Sends one command and resolves with the server's answer. Rejects with `ConnectionLost` when no
   * answer came: what then happened is unknown, so money is asked again with the same key.
   */
  request<Command extends CommandName<Contract<Name>>>(
    command: Command,
    input: CommandInputWire<Contract<Name>, Command>,
  ): Promise<Outcome<CommandReplyWire<Contract<Name>, Command>>>;
  close(): void;
}

/** No answer came: the connection broke or the server was silent for `REQUEST_TIMEOUT_MS`. */
class ConnectionLost extends Error {}

const REQUEST_TIMEOUT_MS = 5_000;

/** Joins a room and stays in it: takes its seat again after a drop, joins afresh after a restart. */
export function connectRoom<Name extends RoomName>(
  name: Name,
  options: ConnectOptions,
): RoomConnection<Name> {
  type State = RoomStateOf<Name>;
  const clock = startServerClock();
  const states = makeListeners<State>();
  const events = makeListeners<{ event: string; payload: unknown }>();
  let room: Room<unknown, State> | undefined;
  let isLive = false;
  let isClosed = false;

  const retry = startRetry(() => void join());

  options.onStatus?.({ kind: "connecting" });
  void join();

  function setLive(live: boolean) {
    if (live === isLive || isClosed) return;
    isLive = live;
    options.onStatus?.(live ? { kind: "live" } : { kind: "lost", sinceMs: performance.now() });
  }

  async function join() {
    try {
      const joined = await joinRoom<State>(name, options);
      if (isClosed) void joined.leave();
      else seat(joined);
    } catch (error) {
      const code = refusalOf(error);
      if (isClosed) return;
      if (code === undefined) retry.later();
      else options.onStatus?.({ kind: "refused", code });
    }
  }

  function seat(joined: Room<unknown, State>) {
    room = joined;
    clock.reset();
    takeSeat(joined, {
      onState(state) {
        retry.reset();
        clock.heard((state as { serverTimeMs: number }).serverTimeMs);
        setLive(true);
        states.tell(state);
      },
      onEvent: (event, payload) => events.tell({ event, payload }),
      onLine(isThere) {
        // Nothing stops the SDK from taking a seat again that was given up meanwhile.
        if (isThere && isClosed) void joined.leave();
        else setLive(isThere);
      },
      onGone() {
        setLive(false);
        if (!isClosed) retry.later();
      },
    });
  }

  return {
    get state() {
      return room?.state;
    },
    serverNow: () => clock.now(),
    onState: (listener) => states.add(listener),
    on: (event, listener) =>
      events.add((told) => {
        if (told.event === event) listener(told.payload as never);
      }),
    async request(command, input) {
      if (room === undefined || !isLive) throw new ConnectionLost("no connection");
      return ask(room as Room, command, input);
    },
    close() {
      isClosed = true;
      retry.stop();
      // Without a line there is nobody to say goodbye to.
      room?.leave().catch(() => undefined);
    },
  };
}

async function joinRoom<State>(
  name: string,
  { roomId, token, origin = location.origin }: ConnectOptions,
): Promise<Room<unknown, State>> {
  const { Client } = await import("@colyseus/sdk");
  const client = new Client(origin);
  client.auth.token = token?.() ?? "";
  return (await client.joinById(await roomId(), { name })) as Room<unknown, State>;
}

async function ask<Answer>(room: Room, command: string, input: unknown): Promise<Answer> {
  try {
    return await room.request(command, input, { timeout: REQUEST_TIMEOUT_MS });
  } catch (cause) {
    throw new ConnectionLost(`no answer to ${command}`, { cause });
  }
}

/**
 * The refusal code of a failed join; undefined when trying again may help: no answer, a server that
 * is busy, starting or full, or somebody else's words on the way to it.
 */
function refusalOf(error: unknown): RefusalCode | undefined {
  const said = error instanceof Error ? error.message : "";
  return said in refusals && !isRetryable(said as RefusalCode) ? (said as RefusalCode) : undefined;
}
