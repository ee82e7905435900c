import { serveParent } from "../bench-process.ts";
import { openCpuWindow } from "../cpu-window.ts";

/** The library's own connection, as its documentation has it. */
interface BareConnection {
  on(event: string, listener: (...args: unknown[]) => void): void;
  connect(roomId: string): Promise<unknown>;
  disconnect(): Promise<void>;
}
interface BareLibrary {
  TikTokLiveConnection: new (name: string, options: object) => BareConnection;
  SignConfig: { basePath: string };
}

let connection: BareConnection | undefined;
let decoded = 0;
let waiting: { events: number; done(): void } | undefined;

// The floor: the library alone, which decodes every message and hands it to a listener that counts.
const methods = {
  async connect({
    signUrl,
    roomId,
    channel,
  }: {
    signUrl: string;
    roomId: string;
    channel: string;
  }) {
    const library = (await import("tiktok-live-connector")) as unknown as BareLibrary;
    library.SignConfig.basePath = signUrl;
    connection = new library.TikTokLiveConnection(channel, { fetchRoomInfoOnConnect: false });
    connection.on("decodedData", () => {
      decoded += 1;
      if (decoded === waiting?.events) waiting.done();
    });
    await connection.connect(roomId);
  },
  /** Resolves once so many events are decoded. */
  async receive({ events }: { events: number }) {
    decoded = 0;
    const cpu = openCpuWindow();
    await new Promise<void>((done) => {
      waiting = { events, done };
    });
    return { cpuMs: cpu().cpuMs };
  },
  async disconnect() {
    await connection?.disconnect();
  },
};

export type BareProcess = typeof methods;

serveParent(methods, methods.disconnect);
