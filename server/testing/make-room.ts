import { randomUUID } from "node:crypto";
import type { DurableRoomRow } from "#server/framework/durable-room.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import type { CounterContract, CounterState } from "./counter-contract.ts";
import { cutSeat } from "./cut-seat.ts";
import type { Stand } from "./room-stand.ts";

/** An open counter. */
export interface TestRoom {
  id: string;
  row: DurableRoomRow;
  stand: Stand;
  /** The room's own context: what its rules could do at this moment. */
  context: RoomContext<CounterContract, CounterState>;
  /** One tick: what changed goes out. */
  tick(): void;
  /** Breaks the connection of a session from the server's side, as a dead network does. */
  cut(sessionId: string): void;
}

let made = 0;

/** Opens a counter on a stand. */
export async function makeRoom(
  stand: Stand,
  settings: Record<string, unknown> = {},
): Promise<TestRoom> {
  made += 1;
  const row = await stand.leases.open({
    id: randomUUID(),
    type: "counter",
    code: `C${made}`,
    settings,
  });
  await stand.host.open(row);
  return roomOn(stand, row);
}

/** A counter that is open on a stand already, by its row. */
export function roomOn(stand: Stand, row: DurableRoomRow): TestRoom {
  return {
    id: row.id,
    row,
    stand,
    context: stand.counters.contextOf(row.id),
    tick: () => stand.clock.advance(50),
    cut(sessionId) {
      cutSeat(row.id, sessionId);
    },
  };
}
