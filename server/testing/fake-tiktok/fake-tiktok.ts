import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { loadLibrary, type TikTokLibrary } from "#server/live/tiktok/load-library.ts";
import { encodeFetchResult, encodeFrame, encodePush } from "./encode-frame.ts";
import { type EncodedMessage, encodeMessage } from "./encode-message.ts";
import { type FakeMessages, makeFakeMessages } from "./fake-messages.ts";
import {
  answer,
  answerPage,
  answerRoomSearch,
  type FakePages,
  type FakeRefusal,
} from "./fake-pages.ts";
import { readClientFrame } from "./read-client-frame.ts";

export interface FakeTikTokOptions {
  /** Users that exist; the LIVE is theirs. */
  names?: string[];
  roomId?: string;
  /** Creation times of messages, epoch milliseconds. */
  now?: () => number;
}

/** TikTok as far as the library can tell: pages, sign service and socket on one port of this machine. */
export interface FakeTikTok {
  library: TikTokLibrary;
  /** Makes messages to push. */
  messages: FakeMessages;
  /** For `TIKTOK_SIGN_URL`. */
  signUrl: string;
  /** For `TIKTOK_WEB_HOST`. */
  webHost: string;
  roomId: string;
  pages: FakePages;
  /** What came over all sockets so far. */
  seen: {
    /** Sign requests, refused ones too. */
    signs: number;
    /** Keys of the sign requests. */
    signKeys: (string | undefined)[];
    /** Rooms that were entered, in order. */
    rooms: string[];
    acks: { logId: string; internalExt: string }[];
    heartbeats: number;
  };
  /** Open sockets. */
  sockets(): number;
  /** Bytes that wait for the slowest socket. */
  bufferedBytes(): number;
  /** Sends one frame to every socket; answers its log id. */
  push(messages: readonly EncodedMessage[], options?: { isZipped?: boolean }): string;
  pushRaw(bytes: Uint8Array): void;
  /** Log ids of frames that were pushed to a socket and not acknowledged. */
  unacknowledged(): string[];
  /** The history that comes with every signature from now on. */
  setInitial(messages: readonly EncodedMessage[]): void;
  setOffline(isOffline: boolean): void;
  /** Answers the next sign request with this. */
  refuseNext(refusal: FakeRefusal): void;
  /** Answers every socket with this status; undefined = lets them in again. */
  refuseSockets(status: number | undefined): void;
  /** Where sockets are sent; undefined = here. */
  setPushServer(url: string | undefined): void;
  /** Leaves sign requests waiting until the answer is called. */
  holdSigns(): () => void;
  /** Cuts every socket as a broken network does. */
  dropSockets(): void;
  /** Sockets that are open now stay open and silent for ever. */
  freeze(): void;
  /** Resolves once the condition holds; looked at after everything that happens here. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

const ROOM_ID = "7301234567890123456";

/** Rejects when the library is not installed: its schema writes the frames. */
export async function startFakeTikTok(options: FakeTikTokOptions = {}): Promise<FakeTikTok> {
  const { names = ["grandstand.live"], roomId = ROOM_ID, now = Date.now } = options;
  const library = await loadLibrary();
  const pages: FakePages = {
    names: new Set(names),
    roomId,
    isOffline: false,
    refusal: undefined,
    isBlocked: false,
    visits: 0,
  };
  const seen: FakeTikTok["seen"] = { signs: 0, signKeys: [], rooms: [], acks: [], heartbeats: 0 };
  const frozen = new Set<WebSocket>();
  const awaited = new Set<string>();
  const waiters = new Set<() => void>();
  let initial: readonly EncodedMessage[] = [];
  let refusals: FakeRefusal[] = [];
  let socketRefusal: number | undefined;
  let pushServer: string | undefined;
  let signsHeld: Promise<void> | undefined;
  let frames = 0;

  const http = createServer((request, response) => {
    void serve(request, response).finally(look);
  });
  const doors = new WebSocketServer({ noServer: true, autoPong: true });
  http.on("upgrade", (request, socket, head) => {
    if (socketRefusal !== undefined) {
      socket.end(`HTTP/1.1 ${socketRefusal} No\r\nhandshake-msg: refused\r\n\r\n`);
      return look();
    }
    doors.handleUpgrade(request, socket, head, enter);
  });

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const room = /^\/webcast\/rooms\/([^/]+)\/connect/.exec(request.url ?? "")?.[1];
    if (room === undefined) {
      const isAnswered =
        answerPage(pages, request, response) || answerRoomSearch(pages, request, response);
      if (!isAnswered) answer(response, { status: 404 });
      return;
    }
    seen.signs += 1;
    seen.signKeys.push(request.headers["x-api-key"] as string | undefined);
    look();
    await signsHeld;
    const refusal = refusals.shift();
    if (refusal !== undefined) return answer(response, refusal);
    const result = encodeFetchResult(library, initial, {
      internalExt: "ext-initial",
      pushServer: pushServer ?? `ws://${webHost}/webcast/im/push/`,
    });
    response
      .writeHead(200, {
        "x-set-tt-cookie": "ttwid=fake",
        "x-room-id": room,
        "x-request-id": "1",
        date: new Date(now()).toUTCString(),
      })
      .end(result);
  }

  function enter(socket: WebSocket) {
    socket.on("message", (bytes: Buffer) => {
      if (!frozen.has(socket)) hear(socket, bytes);
      look();
    });
    socket.on("close", look);
    // A socket that the other side cuts is what some tests are about.
    socket.on("error", look);
    look();
  }

  function hear(socket: WebSocket, bytes: Buffer) {
    const frame = readClientFrame(library, bytes);
    if (frame.kind === "heartbeat") seen.heartbeats += 1;
    if (frame.kind === "ack") {
      seen.acks.push({ logId: frame.logId, internalExt: frame.internalExt });
      awaited.delete(frame.logId);
    }
    if (frame.kind !== "enter") return;
    seen.rooms.push(frame.roomId);
    const payload = encodeMessage(library, "WebcastImEnterRoomMessage", { roomId: frame.roomId });
    const reply = { logId: "0", payloadType: "im_enter_room_resp", payload };
    socket.send(encodePush(library, reply));
  }

  function send(bytes: Uint8Array): boolean {
    const open = [...doors.clients].filter((socket) => socket.readyState === socket.OPEN);
    for (const socket of open) if (!frozen.has(socket)) socket.send(bytes);
    return open.length > 0;
  }

  function look() {
    for (const waiter of waiters) waiter();
  }

  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const webHost = `127.0.0.1:${(http.address() as AddressInfo).port}`;

  return {
    library,
    messages: makeFakeMessages(library, { roomId, now }),
    signUrl: `http://${webHost}`,
    webHost,
    roomId,
    pages,
    seen,
    sockets: () => doors.clients.size,
    bufferedBytes: () => Math.max(0, ...[...doors.clients].map((socket) => socket.bufferedAmount)),
    push(messages, { isZipped = true } = {}) {
      const logId = String(++frames);
      if (send(encodeFrame(library, messages, { logId, isZipped }))) awaited.add(logId);
      return logId;
    },
    pushRaw: (bytes) => void send(bytes),
    unacknowledged: () => [...awaited],
    setInitial: (messages) => {
      initial = messages.map((message) => ({ ...message, isHistory: true }));
    },
    setOffline: (isOffline) => {
      pages.isOffline = isOffline;
    },
    refuseNext: (refusal) => {
      refusals = [...refusals, refusal];
    },
    refuseSockets: (status) => {
      socketRefusal = status;
    },
    setPushServer: (url) => {
      pushServer = url;
    },
    holdSigns() {
      let release = () => {};
      signsHeld = new Promise((resolve) => {
        release = () => {
          signsHeld = undefined;
          resolve();
        };
      });
      return release;
    },
    dropSockets() {
      for (const socket of doors.clients) socket.terminate();
    },
    freeze() {
      for (const socket of doors.clients) frozen.add(socket);
    },
    until: (condition) =>
      new Promise((resolve) => {
        const waiter = () => {
          if (!condition()) return;
          waiters.delete(waiter);
          resolve();
        };
        waiters.add(waiter);
        waiter();
      }),
    async close() {
      for (const socket of doors.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
