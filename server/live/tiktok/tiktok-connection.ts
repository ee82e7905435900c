import type { Log } from "#server/framework/log.ts";
import { createAckSender } from "./ack-sender.ts";
import { type ConnectFailure, failureOf, refusedBy } from "./connect-failure.ts";
import { findRoom } from "./find-room.ts";
import type { TikTokLibrary } from "./load-library.ts";
import { FRAME_BYTES_MAX, type FrameAck } from "./read-frame.ts";
import { type SignReply, watchSigning } from "./watch-signing.ts";

export interface TikTokConnectionOptions {
  library: TikTokLibrary;
  /** The handle. */
  channel: string;
  /** Host and port of a stand-in for the platform's pages. */
  webHost?: string | undefined;
  signUrl?: string | undefined;
  signKey?: string | undefined;
  now(): number;
  log: Log;
}

/** What one connection tells; nothing after `close` was called. */
export interface ConnectionListener {
  /** The user is live; the connection is being signed. */
  roomFound(): void;
  /**
   * The history that comes before the first frame: messages like a frame's, without the frame. With it
   * the clock of whoever signed the connection, if it was told.
   */
  history(result: Buffer, signed: ClockReading | undefined): void;
  opened(): void;
  /** Answers what the platform wants back for it, once everything in it has been told. */
  frame(frame: Buffer): FrameAck | undefined;
  /** It could not be opened, or it broke; the last word. */
  failed(failure: ConnectFailure): void;
}

/** Somebody else's clock beside ours, epoch milliseconds. */
export interface ClockReading {
  /** Whole seconds, rounded down. */
  theirs: number;
  ours: number;
}

export interface TikTokConnection {
  /** Ends it in whatever state it is. Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/**
 * One attempt at one connection. The library can't be told to stop while it connects, so that an
 * attempt that was closed hears nothing any more and hangs up as soon as it is through.
 */
export function openTikTokConnection(
  options: TikTokConnectionOptions,
  listener: ConnectionListener,
): TikTokConnection {
  const { library, channel, log } = options;
  const abort = new AbortController();
  const acks = createAckSender();
  let isOver = false;
  let isHistoryTold = false;
  let signReply: SignReply | undefined;
  let signed: ClockReading | undefined;
  const connection = new library.TikTokLiveConnection(channel, {
    fetchRoomInfoOnConnect: false,
    processInitialData: false,
    eulerApiInstance: watchSigning(library, {
      signUrl: options.signUrl,
      signKey: options.signKey,
      signal: abort.signal,
      onReply: (reply) => {
        signReply = reply;
        signed = readClock(reply, options.now());
      },
    }),
    ...webOptions(options.webHost, abort.signal),
    wsClientOptions: { maxPayload: FRAME_BYTES_MAX, finishRequest: acks.finishRequest },
  });

  /** Runs what is to happen unless the attempt is over; the library must not see it throw. */
  function unlessOver(what: string, callback: () => void): void {
    if (isOver) return;
    try {
      callback();
    } catch (error) {
      log.error({ error, channel }, `TikTok: ${what} failed`);
    }
  }

  function fail(failure: ConnectFailure): void {
    unlessOver("reporting a failure", () => {
      isOver = true;
      listener.failed(failure);
    });
  }

  /** The first frame can overtake the end of connecting; the history was before it. */
  function tellHistory(): void {
    const result = signReply?.body;
    if (result === undefined || isHistoryTold) return;
    isHistoryTold = true;
    unlessOver("the history", () => listener.history(result, signed));
  }

  connection.on("websocketData", (frame) => {
    tellHistory();
    unlessOver("a frame", () => {
      const ack = listener.frame(frame);
      if (ack !== undefined) acks.send(connection.wsClient, ack);
    });
    // The library would unpack and walk through all of it again, on the same core, however large it
    // unpacks. A frame that begins with 0 ends there.
    frame[0] = 0;
  });
  connection.on("disconnected", ({ code, reason }) => {
    fail({ fault: "network", detail: `the socket was closed (${code} ${reason})` });
  });
  connection.on("error", ({ info, exception }) => {
    log.debug({ error: exception, channel }, `TikTok: ${info}`);
  });

  async function open(): Promise<void> {
    const room = await findRoom({
      library,
      connection,
      channel,
      hasSignKey: options.signKey !== undefined,
      now: options.now,
    });
    if (!room.ok) return fail(room.failure);
    if (isOver) return;
    unlessOver("looking for the room", () => listener.roomFound());
    try {
      await connection.connect(room.roomId);
    } catch (error) {
      return fail(signFailure(signReply, error, options.now()));
    }
    if (isOver) return connection.wsClient?.terminate();
    tellHistory();
    unlessOver("the opening", () => listener.opened());
  }

  const opening = open().catch((error: unknown) => fail(failureOf(error)));
  return {
    async close() {
      isOver = true;
      abort.abort();
      // Its own way to disconnect does nothing while it connects, and waits for dead sockets.
      connection.wsClient?.terminate();
      await opening;
    },
  };
}

function readClock({ headers }: SignReply, ours: number): ClockReading | undefined {
  const theirs = Date.parse(String(headers.date));
  return Number.isNaN(theirs) ? undefined : { theirs, ours };
}

/** Where connecting broke off: at the sign service, or later at the socket. */
function signFailure(reply: SignReply | undefined, error: unknown, now: number): ConnectFailure {
  if (reply === undefined) return { fault: "network", detail: "the sign service can't be reached" };
  return reply.status === 200 ? failureOf(error) : refusedBy("sign service", reply, now);
}

/** The library asks the real platform in clear text and this machine in TLS: the wrong way round. */
function webOptions(webHost: string | undefined, signal: AbortSignal): Record<string, unknown> {
  const protocol = webHost === undefined ? "https:" : "http:";
  const webClientOptions = {
    retry: { limit: 0 },
    signal,
    hooks: {
      beforeRequest: [
        (request: { url: URL }) => {
          const url = new URL(request.url);
          url.protocol = protocol;
          request.url = url;
        },
      ],
    },
  };
  if (webHost === undefined) return { webClientOptions };
  const webConfigOverrides = { TIKTOK_HOST_WEB: webHost, TIKTOK_HOST_WEBCAST: webHost };
  return { webClientOptions, webConfigOverrides };
}
