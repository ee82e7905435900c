import type { Clock } from "#server/framework/clock.ts";
import type { ConnectionListener, TikTokConnection } from "./tiktok-connection.ts";

/** An attempt that is neither through nor refused by now never will be. */
const CONNECT_MAX_MS = 45_000;

export interface WatchOptions {
  open(listener: ConnectionListener): TikTokConnection;
  clock: Clock;
  /** A connection over which nothing comes for this long is dead, whatever it says of itself. */
  silenceMs: number;
}

/** A connection that also fails when it takes too long to open, and when it falls silent. */
export function watchConnection(
  { open, clock, silenceMs }: WatchOptions,
  listener: ConnectionListener,
): TikTokConnection {
  let heardAt = 0;
  const connection = open({
    ...listener,
    opened() {
      heardAt = clock.now();
      alarm.stop();
      alarm = clock.after(silenceMs, listenOn);
      listener.opened();
    },
    frame(frame) {
      heardAt = clock.now();
      return listener.frame(frame);
    },
    failed: fail,
  });
  let alarm = clock.after(CONNECT_MAX_MS, () => {
    fail({ fault: "network", detail: "connecting took too long" });
  });

  /** Rings when nothing may have come for too long, and waits for the rest if something did. */
  function listenOn(): void {
    const quietMs = clock.now() - heardAt;
    if (quietMs >= silenceMs) fail({ fault: "silence", detail: `nothing came for ${quietMs} ms` });
    else alarm = clock.after(silenceMs - quietMs, listenOn);
  }

  function fail(failure: Parameters<ConnectionListener["failed"]>[0]): void {
    alarm.stop();
    listener.failed(failure);
  }

  return {
    close() {
      alarm.stop();
      return connection.close();
    },
  };
}
