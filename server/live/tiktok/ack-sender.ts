import type { EventEmitter } from "node:events";
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { LibrarySocket } from "./load-library.ts";
import type { FrameAck } from "./read-frame.ts";

/**
 * Sends a connection's acks. Those of frames that came in one piece leave in one piece: a system call
 * for each costs more than reading its frame.
 */
export interface AckSender {
  /** Option of the library's socket: shows the connection beneath it. */
  finishRequest(request: ClientRequest, webSocket: EventEmitter): void;
  /** It leaves before the next event of the event loop. */
  send(socket: LibrarySocket | null, ack: FrameAck): void;
}

export function createAckSender(): AckSender {
  let beneath: Socket | undefined;
  let isHeld = false;

  function hold(): void {
    if (beneath === undefined || isHeld) return;
    const held = beneath;
    isHeld = true;
    held.cork();
    process.nextTick(() => {
      isHeld = false;
      held.uncork();
    });
  }

  return {
    finishRequest(request, webSocket) {
      webSocket.once("upgrade", (response: IncomingMessage) => {
        beneath = response.socket;
      });
      request.end();
    },
    send(socket, { logId, internalExt }) {
      hold();
      socket?.sendAck({ logId, protoMessageFetchResult: { internalExt } });
    },
  };
}
