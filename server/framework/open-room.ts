import { CloseCode } from "@colyseus/core";
import type { Encoder, Schema } from "@colyseus/schema";
import type { CommandName, RoomContract } from "#common/framework/room-contract.ts";
import type { VersionedState } from "#common/framework/versioned-state.ts";
import { cutSlowReaders } from "./backpressure.ts";
import type { Caller } from "./caller.ts";
import type { Clock } from "./clock.ts";
import { createDispatch } from "./command-dispatch.ts";
import { createCommandLimits } from "./command-limits.ts";
import type { DurableRoomRow, RoomLeases } from "./durable-room.ts";
import type { Log } from "./log.ts";
import type { ReplyLookup } from "./reply-lookup.ts";
import { createRoomContext, type SeatRoom } from "./room-context.ts";
import { guardRoom } from "./room-guard.ts";
import type { RoomType } from "./room-type.ts";
import type { SeatedClient } from "./seat.ts";
import { createStateChanges } from "./state-changes.ts";

const TICK_MS_DEFAULT = 50;
const READERS_CHECKED_MS = 1_000;

type State = Schema & VersionedState;

/** Limits an open room watches by itself. */
export interface OpenRoomLimits {
  /** A reader with more than this queued is cut, bytes. */
  queuedBytesMax: number;
}

export interface OpenRoomDeps {
  clock: Clock;
  log: Log;
  leases: RoomLeases;
  limits: OpenRoomLimits;
  leaseRenewMs: number;
  findReply: ReplyLookup;
}

/** One open room, as the transport drives it. */
export interface OpenRoom {
  seated(client: SeatedClient): void;
  returned(): void;
  left(client: SeatedClient): void;
  /** Lets the rules end what runs, then closes every seat; the row stays open. */
  shutDown(): Promise<void>;
  close(): Promise<void>;
  /** Stops every timer. */
  stop(): void;
}

/** Restores the rules of a room from its row and starts to listen and to tick. */
export async function openRoom<C extends RoomContract, S extends State>(options: {
  room: SeatRoom<S>;
  type: RoomType<C, S>;
  row: DurableRoomRow;
  deps: OpenRoomDeps;
}): Promise<OpenRoom> {
  const { room, type, row, deps } = options;
  const { clock, leases } = deps;
  const log = deps.log.child({ room: row.code });
  const guard = guardRoom({ room, row, leases, log });
  const limits = createCommandLimits(clock.now);
  const changes = createStateChanges<S>({
    state: room.state as S,
    now: clock.now,
    isTouched: () => encoderOf(room).hasChanges,
    onStray: () => log.error("state changed outside change()"),
  });
  const context = createRoomContext<C, S>({
    room,
    contract: type.contract,
    row,
    changes,
    clock,
    log,
    leases,
  });
  context.change((state) => {
    state.roomEpoch = row.epoch;
  });
  const rules = await type.restore(context);

  /** A fresh server time for whoever has just come: a quiet room may not have changed for minutes. */
  const refreshClock = () => changes.change(() => {});

  const handlers = {
    ...rules.commands,
    getSnapshot: () => ({ ok: true, value: snapshotOf(room.state as S) }),
  } as unknown as Parameters<typeof createDispatch<C>>[1];
  listen(
    room,
    type.contract,
    createDispatch(type.contract, handlers, {
      limits,
      findReply: deps.findReply,
      now: clock.now,
      fail: guard.fail,
    }),
  );
  const timers = [
    clock.every(type.tickMs ?? TICK_MS_DEFAULT, () => {
      guard.run("onTick", () => rules.onTick?.(clock.now()));
      if (changes.take()) room.broadcastPatch();
    }),
    clock.every(READERS_CHECKED_MS, () => {
      cutSlowReaders(room.clients, deps.limits.queuedBytesMax);
    }),
    clock.every(deps.leaseRenewMs, () => void guard.renewLease()),
  ];

  return {
    seated(client) {
      guard.run("onSeated", () => rules.onSeated?.(client));
      refreshClock();
    },
    returned: refreshClock,
    left(client) {
      limits.forget(client.sessionId);
      guard.run("onLeft", () => rules.onLeft?.(client));
    },
    async shutDown() {
      try {
        await rules.onShutdown?.();
      } catch (error) {
        guard.fail(error, { at: "onShutdown" });
      }
      await room.disconnect(CloseCode.SERVER_SHUTDOWN);
    },
    close: context.close,
    stop() {
      for (const timer of timers) timer.stop();
      guard.run("onStopped", () => rules.onStopped?.());
    },
  };
}

function listen<C extends RoomContract, S extends State>(
  room: SeatRoom<S>,
  contract: C,
  dispatch: ReturnType<typeof createDispatch<C>>,
) {
  for (const name of Object.keys(contract.commands) as CommandName<C>[]) {
    room.onMessage(name, (client: SeatedClient, payload: unknown) =>
      dispatch(name, { sessionId: client.sessionId, caller: client.auth as Caller }, payload),
    );
  }
  // A message nobody listens to is no reason to cut a phone; a request gets its error either way.
  room.onMessage("*", () => {});
}

/** The room's encoder, which knows of every field touched since the last patch. */
function encoderOf(room: object): Encoder {
  return (room as { _serializer: { encoder: Encoder } })._serializer.encoder;
}

function snapshotOf(state: State) {
  return {
    roomEpoch: state.roomEpoch,
    stateVersion: state.stateVersion,
    state: state.toJSON() as Record<string, unknown>,
  };
}
