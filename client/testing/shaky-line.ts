import { once } from "node:events";
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";

/** A network between a page and the server that fails when told to. */
export interface ShakyLine {
  /** Where a page finds the server through it. */
  readonly url: string;
  /** What pages say still arrives; what the server says no longer does. */
  loseAnswers(): void;
  /** Breaks every connection and takes no other. */
  cut(): void;
  /** Carries both ways again; connections that were cut stay so. */
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to the server on a port of this machine. */
export async function layShakyLine(serverPort: number): Promise<ShakyLine> {
  const sockets = new Set<Socket>();
  let isDeaf = false;
  let isCut = false;

  const listener = createServer((near) => {
    if (isCut) return near.destroy();
    const far = dial(serverPort, "127.0.0.1");
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => {
      if (!isDeaf) near.write(bytes);
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      // A broken end is what this line is for; `close` follows and breaks the other.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    loseAnswers() {
      isDeaf = true;
    },
    cut() {
      isCut = true;
      breakAll();
    },
    mend() {
      isDeaf = false;
      isCut = false;
    },
    async close() {
      listener.close();
      breakAll();
      await once(listener, "close");
    },
  };
}
