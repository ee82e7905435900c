import type { SeatedClient } from "./seat.ts";

/** The part of a `ws` socket that tells how much is queued. */
interface QueuedSocket {
  bufferedAmount: number;
  terminate(): void;
}

/** Cuts every reader that has more than `queuedBytesMax` waiting, so that one dead phone can't hold the memory of a show. */
export function cutSlowReaders(clients: Iterable<SeatedClient>, queuedBytesMax: number): void {
  for (const client of clients) {
    const socket = client.ref as unknown as QueuedSocket;
    if (socket.bufferedAmount > queuedBytesMax) socket.terminate();
  }
}
