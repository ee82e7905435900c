import { once } from "node:events";
import { WebSocket } from "ws";

/** A seat held by hand: frames as they travel, nothing read, answered or repeated by itself. */
export interface RawSeat {
  socket: WebSocket;
  /** Everything that arrived so far. */
  frames: Uint8Array[];
  /** Resolves with the close code. */
  closed: Promise<number>;
}

const JOIN_ROOM = 10;

/** Reserves a seat over HTTP, opens the socket and acknowledges the join. */
export async function takeRawSeat(
  url: string,
  { roomId, token }: { roomId: string; token?: string },
): Promise<RawSeat> {
  const answer = await fetch(`${url}/matchmake/joinById/${roomId}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: "{}",
  });
  if (!answer.ok) throw new Error(`no seat: ${await answer.text()}`);
  const seat = (await answer.json()) as { processId: string; roomId: string; sessionId: string };
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`,
  );
  socket.binaryType = "nodebuffer";
  const frames: Uint8Array[] = [];
  socket.on("message", (data) => frames.push(data as Buffer));
  // A socket that a test has spoilt on purpose reports it; `closed` tells how it ended.
  socket.on("error", () => undefined);
  const closed = new Promise<number>((resolve) => {
    socket.once("close", (code) => resolve(code));
  });
  await once(socket, "message");
  socket.send(Uint8Array.of(JOIN_ROOM));
  return { socket, frames, closed };
}
