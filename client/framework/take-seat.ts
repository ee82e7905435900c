import type { Room } from "@colyseus/sdk";
import { startHeartbeat } from "./heartbeat.ts";

/** Tries to take the same seat again before the room is joined afresh. */
const SEAT_RETRIES_MAX = 3;
/** Colyseus' "closed, but may reconnect": the SDK then drops the line at once and takes the seat again. */
const MAY_TRY_RECONNECT = 4010;

/** What happens on a seat. */
export interface SeatHooks<State> {
  onState(state: State): void;
  onEvent(event: string, payload: unknown): void;
  /** The line is there (again), or gone for now. */
  onLine(isThere: boolean): void;
  /** The seat is gone for good. */
  onGone(): void;
}

/** Listens to a seat and keeps it through short drops. */
export function takeSeat<State>(room: Room<unknown, State>, hooks: SeatHooks<State>): void {
  room.reconnection.minUptime = 0;
  room.reconnection.maxRetries = SEAT_RETRIES_MAX;
  let isThere = true;
  const heartbeat = startHeartbeat({
    // While the SDK is taking the seat again there is no line to test.
    ping: (answered) => (isThere ? room.ping(answered) : answered()),
    onSilent: () => room.connection.close(MAY_TRY_RECONNECT, "no answer"),
  });
  room.onStateChange((state) => hooks.onState(state));
  room.onMessage("*", (event, payload) => hooks.onEvent(String(event), payload));
  room.onDrop(() => {
    isThere = false;
    hooks.onLine(false);
  });
  room.onReconnect(() => {
    isThere = true;
    hooks.onLine(true);
  });
  room.onLeave(() => {
    heartbeat.stop();
    hooks.onGone();
  });
}
