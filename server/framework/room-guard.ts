import { CloseCode } from "@colyseus/core";
import { refuse } from "#common/framework/refusals.ts";
import { answerFailure } from "./answer-failure.ts";
import type { Caller } from "./caller.ts";
import { type DurableRoomRow, LeaseLost, type RoomLeases } from "./durable-room.ts";
import type { Log } from "./log.ts";

/** Stands between the rules of a room and everything that may go wrong with them. */
export interface RoomGuard {
  /** What to answer when the rules threw; a room that is not mine any more closes. */
  fail(
    error: unknown,
    about: { at: string; caller?: Caller },
  ): ReturnType<typeof refuse<"closing" | "internal" | "overloaded">>;
  /** Calls a hook of the rules; its bug must not cost the others their tick or a client its seat. */
  run(at: string, hook: () => void): void;
  renewLease(): Promise<void>;
}

export function guardRoom(options: {
  room: { disconnect(code: number): Promise<unknown> };
  row: DurableRoomRow;
  leases: RoomLeases;
  log: Log;
}): RoomGuard {
  const { room, row, leases, log } = options;

  async function yieldRoom() {
    log.warn("another process owns this room now; closing it here");
    try {
      await room.disconnect(CloseCode.SERVER_SHUTDOWN);
    } catch (error) {
      // Colyseus can't close a room that is still being opened; opening it fails by itself then.
      log.warn({ error }, "room not closed");
    }
  }

  const fail: RoomGuard["fail"] = (error, about) => {
    if (!(error instanceof LeaseLost)) return answerFailure(error, { log, ...about });
    void yieldRoom();
    return refuse("closing");
  };

  return {
    fail,
    run(at, hook) {
      try {
        hook();
      } catch (error) {
        fail(error, { at });
      }
    },
    async renewLease() {
      try {
        await leases.renew(row);
      } catch (error) {
        if (error instanceof LeaseLost) await yieldRoom();
        else log.warn({ error }, "lease not renewed");
      }
    },
  };
}
