import { Protocol } from "@colyseus/core";
import { WebSocket } from "ws";

const JOIN_ACKNOWLEDGED = Buffer.from([Protocol.JOIN_ROOM]);

/**
 * Takes a viewer's seat as a page does, without the client library: a reservation by HTTP, the
 * socket, the acknowledgement of the handshake, the full state. Settles with the full state; from
 * then on `onPatch` gets every state patch as it came, its protocol byte included. Throws when the
 * room refuses.
 */
export async function joinRoom(
  { url, roomId }: { url: string; roomId: string },
  onPatch: (patch: Buffer) => void,
): Promise<WebSocket> {
  const response = await fetch(`${url}/matchmake/joinById/${roomId}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const seat = (await response.json()) as { processId?: string; sessionId?: string };
  if (seat.processId === undefined || seat.sessionId === undefined) {
    throw new Error(`no seat (${response.status}): ${JSON.stringify(seat)}`);
  }
  const address = `${url.replace("http", "ws")}/${seat.processId}/${roomId}`;
  const socket = new WebSocket(`${address}?sessionId=${seat.sessionId}`, {
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("close", (code) => reject(new Error(`the room closed the seat with ${code}`)));
    socket.on("message", (message: Buffer) => {
      const code = message[0];
      if (code === Protocol.ROOM_STATE_PATCH) onPatch(message);
      else if (code === Protocol.JOIN_ROOM) socket.send(JOIN_ACKNOWLEDGED);
      else if (code === Protocol.ROOM_STATE) resolve(socket);
      else if (code === Protocol.ERROR) reject(new Error(`refused: ${message.toString("latin1")}`));
    });
  });
}
