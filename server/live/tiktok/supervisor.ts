import type { StreamEvent } from "#common/live/live-event.ts";
import type { SourceState, SourceStatus } from "#common/live/source-status.ts";
import type { Clock } from "#server/framework/clock.ts";
import { type ConnectFailure, failureOf } from "./connect-failure.ts";
import type { FrameAck } from "./read-frame.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { ConnectionListener, TikTokConnection } from "./tiktok-connection.ts";
import { watchConnection } from "./watch-connection.ts";

/** A connection that held this long has made good for the failures before it. */
const SETTLED_MS = 30_000;
/** After its end a LIVE often begins anew; the platform's page knows some time later. */
const ENDED_PAUSE_MS = 120_000;

export interface SupervisorOptions {
  open(listener: ConnectionListener): TikTokConnection;
  clock: Clock;
  /** A connection over which nothing comes for this long is made anew. */
  silenceMs: number;
  /** In [0, 1). */
  random(): number;
  status(status: SourceStatus): void;
  history: ConnectionListener["history"];
  frame(frame: Buffer): FrameAck | undefined;
  failed(failure: ConnectFailure): void;
}

/** Keeps one connection up for as long as the LIVE lasts, and looks for the next one after it. */
export interface Supervisor {
  start(): void;
  /** What the LIVE says of itself. */
  streamed(action: StreamEvent["action"]): void;
  /** Resolves when nothing is open any more. */
  stop(): Promise<void>;
}

export function superviseConnection(options: SupervisorOptions): Supervisor {
  const { clock } = options;
  const closing = new Set<Promise<void>>();
  let connection: TikTokConnection | undefined;
  let alarm: { stop(): void } | undefined;
  let failures = 0;
  let openedAt: number | undefined;
  let isPaused = false;
  // The source has said so while it loaded its library.
  let told: SourceState = "connecting";

  function tell(status: SourceStatus): void {
    told = status.state;
    options.status(status);
  }

  function tellConnecting(): void {
    if (told !== "connecting") tell({ state: "connecting" });
  }

  function attempt(): void {
    // Looking whether somebody is live again is no news; that they are is.
    if (told !== "offline" && told !== "ended") tellConnecting();
    isPaused = false;
    try {
      connection = watchConnection(options, {
        roomFound: tellConnecting,
        history: options.history,
        opened() {
          openedAt = clock.now();
          tell({ state: isPaused ? "paused" : "live" });
        },
        frame: options.frame,
        failed: fail,
      });
    } catch (error) {
      // A timer must not end the server because another version of the library dislikes our settings.
      fail(failureOf(error));
    }
  }

  function fail(failure: ConnectFailure): void {
    if (openedAt !== undefined && clock.now() - openedAt >= SETTLED_MS) failures = 0;
    failures += 1;
    options.failed(failure);
    rest(stateOf(failure), retryDelayMs(failure, failures, options.random()), failure.fault);
  }

  /** Lets the connection go until its time comes again, if it does. */
  function rest(state: SourceState, delayMs: number | undefined, fault?: ConnectFailure["fault"]) {
    hangUp();
    const retryAt = delayMs === undefined ? undefined : clock.now() + delayMs;
    tell({ state, ...(fault && { fault }), ...(retryAt !== undefined && { retryAt }) });
    if (delayMs !== undefined) alarm = clock.after(delayMs, attempt);
  }

  function hangUp(): void {
    openedAt = undefined;
    if (connection === undefined) return;
    const closed = connection.close().finally(() => closing.delete(closed));
    closing.add(closed);
    connection = undefined;
  }

  return {
    start: attempt,
    streamed(action) {
      if (connection === undefined) return;
      if (action === "ended" || action === "suspended") {
        failures = 0;
        rest("ended", ENDED_PAUSE_MS);
        return;
      }
      isPaused = action === "paused";
      if (openedAt !== undefined) tell({ state: isPaused ? "paused" : "live" });
    },
    async stop() {
      alarm?.stop();
      hangUp();
      await Promise.all(closing);
    },
  };
}

function stateOf({ fault }: ConnectFailure): SourceState {
  if (fault === "user_offline") return "offline";
  if (fault === "rate_limit") return "rate_limited";
  if (fault === "unknown_user" || fault === "sign_refused") return "failed";
  return "lost";
}
