import type { EventEmitter } from "node:events";
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/**
 * Lets the acks of frames that came in one piece leave in one piece: a system call for each costs
 * more than reading its frame.
 */
export interface AckCork {
  /** Option of the library's socket: shows the connection beneath it. */
  finishRequest(request: ClientRequest, webSocket: EventEmitter): void;
  /** What is written from now on leaves together at the end of this turn of the event loop. */
  hold(): void;
}

export function createAckCork(): AckCork {
  let socket: Socket | undefined;
  let isHeld = false;
  return {
    finishRequest(request, webSocket) {
      webSocket.once("upgrade", (response: IncomingMessage) => {
        socket = response.socket;
      });
      request.end();
    },
    hold() {
      if (socket === undefined || isHeld) return;
      const held = socket;
      isHeld = true;
      held.cork();
      process.nextTick(() => {
        isHeld = false;
        held.uncork();
      });
    },
  };
}
