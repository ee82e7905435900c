import type { Room } from "@colyseus/core";
import type { Schema } from "@colyseus/schema";
import type { EventContract, RoomContract } from "#common/framework/room-contract.ts";
import type { VersionedState } from "#common/framework/versioned-state.ts";
import type { Clock } from "./clock.ts";
import type { DurableRoomRow, RoomLeases } from "./durable-room.ts";
import type { Log } from "./log.ts";
import type { RoomContext } from "./room-type.ts";
import { countAttendance, type SeatedClient } from "./seat.ts";
import type { StateChanges } from "./state-changes.ts";

type State = Schema & VersionedState;
export type SeatRoom<S extends State> = Room<{ state: S; client: SeatedClient }>;

/** Makes what the rules of one room may do. */
export function createRoomContext<C extends RoomContract, S extends State>(options: {
  room: SeatRoom<S>;
  contract: C;
  row: DurableRoomRow;
  changes: StateChanges<S>;
  clock: Clock;
  log: Log;
  leases: RoomLeases;
}): RoomContext<C, S> {
  const { room, contract, row, changes, clock, log, leases } = options;
  return {
    row,
    state: room.state as S,
    clock,
    log,
    change: changes.change,
    enterPhase: changes.enterPhase,
    broadcast: (event, payload) =>
      room.broadcast(event, encodeEvent(contract, event, payload), {
        afterNextPatch: changes.isPending(),
      }),
    sendTo(playerId, event, payload) {
      const encoded = encodeEvent(contract, event, payload);
      for (const client of room.clients) {
        if (client.auth?.playerId === playerId) client.send(event, encoded);
      }
    },
    attendance: () => countAttendance(room.clients),
    seatedPlayers: () =>
      room.clients.flatMap((client) => (client.auth?.playerId ? [client.auth] : [])),
    saveSettings: (settings) => leases.saveSettings(row, settings),
    async close() {
      await leases.close(row);
      await room.disconnect();
    },
  };
}

function encodeEvent(contract: RoomContract, event: string, payload: unknown): unknown {
  return (contract.events[event] as EventContract).payload.encode(payload);
}
