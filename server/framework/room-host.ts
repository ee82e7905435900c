import { randomUUID } from "node:crypto";
import { matchMaker } from "@colyseus/core";
import type { Clock } from "./clock.ts";
import { type DurableRoomRow, LeaseLost, type RoomLeases } from "./durable-room.ts";
import type { Log } from "./log.ts";
import { createSerialQueue } from "./serial-queue.ts";

/** Opens rooms in this process: the only way a room comes to be. */
export interface RoomHost {
  /** Redeems the ticket a room is created with. */
  redeem(ticket: string): DurableRoomRow | undefined;
  /** Notes a room that is open here, with the way to close it for good. */
  opened(roomId: string, close: () => Promise<void>): void;
  closed(roomId: string): void;
  /** Closes a room for good; false when it is not open here. */
  close(roomId: string): Promise<boolean>;
  /** Opens the room of a row that is mine; one that fails is tried again by `watch`. */
  open(row: DurableRoomRow): Promise<void>;
  /** Opens what a restart of this instance or a dead owner left; tells how many. */
  recover(): Promise<number>;
  /** Watches for rooms whose owner's lease runs out, until stopped. */
  watch(everyMs: number): void;
  /** Rooms of this process that could not be opened and are tried again. */
  missingRooms(): number;
  stop(): void;
}

export function createRoomHost(deps: { leases: RoomLeases; clock: Clock; log: Log }): RoomHost {
  const { leases, clock, log } = deps;
  const tickets = new Map<string, DurableRoomRow>();
  const openHere = new Map<string, () => Promise<void>>();
  const missing = new Map<string, DurableRoomRow>();
  const looks = createSerialQueue();
  let watching: { stop(): void } | undefined;

  async function open(row: DurableRoomRow) {
    // A room that was taken from this process and has come back before it noticed.
    await matchMaker.getLocalRoomById(row.id)?.disconnect();
    const ticket = randomUUID();
    tickets.set(ticket, row);
    try {
      await matchMaker.createRoom(row.type, { ticket });
      missing.delete(row.id);
    } catch (error) {
      missing.set(row.id, row);
      throw error;
    }
  }

  /** A room that can't be opened must not keep the others shut; it is tried again at the next look. */
  async function openAll(rows: readonly DurableRoomRow[]): Promise<number> {
    let opened = 0;
    for (const row of rows) {
      try {
        await open(row);
        opened += 1;
      } catch (error) {
        log.error({ error, room: row.code }, "room not recovered");
      }
    }
    return opened;
  }

  /** Missing rooms that nobody has taken meanwhile, with their rows as they are now. */
  async function stillMine(): Promise<DurableRoomRow[]> {
    const rows: DurableRoomRow[] = [];
    for (const row of [...missing.values()]) {
      try {
        rows.push(await leases.keep(row));
      } catch (error) {
        if (!(error instanceof LeaseLost)) throw error;
        missing.delete(row.id);
      }
    }
    return rows;
  }

  async function look() {
    await openAll([...(await stillMine()), ...(await leases.takeOver({ isBoot: false }))]);
  }

  return {
    redeem(ticket) {
      const row = tickets.get(ticket);
      tickets.delete(ticket);
      return row;
    },
    opened: (roomId, close) => void openHere.set(roomId, close),
    closed: (roomId) => void openHere.delete(roomId),
    async close(roomId) {
      const close = openHere.get(roomId);
      await close?.();
      return close !== undefined;
    },
    open,
    recover: async () => openAll(await leases.takeOver({ isBoot: true })),
    watch(everyMs) {
      watching = clock.every(everyMs, () => {
        looks.run(look).catch((error: unknown) => log.warn({ error }, "take-over not tried"));
      });
    },
    missingRooms: () => missing.size,
    stop: () => watching?.stop(),
  };
}
