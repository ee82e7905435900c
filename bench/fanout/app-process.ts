import { matchMaker } from "@colyseus/core";
import type { RaceState } from "#common/race/race-state.ts";
import { startTestApp, type TestApp } from "#server/testing/test-app.ts";
import { openBenchClock } from "../bench-clock.ts";
import { openBenchDatabase } from "../bench-database.ts";
import { serveParent } from "../bench-process.ts";
import { openCpuWindow } from "../cpu-window.ts";

// The app in a process of its own: the real rooms on a real database, limits raised so that a
// thousand phones may come from one address.
let test: TestApp | undefined;
let closeWindow: ReturnType<typeof openCpuWindow> | undefined;

const methods = {
  async start({ clockOffsetMs, clientCount }: { clockOffsetMs: number; clientCount: number }) {
    test = await startTestApp({
      environment: {
        FIELD_SIZE: "12",
        GATES_SECONDS: "1",
        SETTLING_SECONDS: "1",
        JOINS_PER_MINUTE_MAX: "1000000",
        CLIENTS_MAX: String(clientCount + 100),
      },
      clock: openBenchClock(clockOffsetMs),
      database: await openBenchDatabase({ poolSize: 10 }),
    });
    return { url: test.url, roomId: test.lobby.roomId, hostToken: await test.hostToken() };
  },
  startWindow() {
    closeWindow = openCpuWindow();
  },
  endWindow() {
    if (closeWindow === undefined) throw new Error("a window ends after it has started");
    const window = closeWindow();
    return { ...window, ...snapshotBytes() };
  },
};

/** What JSON would take: the whole state, and only what a tick of a race changes. */
function snapshotBytes() {
  const room = matchMaker.getLocalRoomById(test?.lobby.roomId ?? "");
  const state = room.state as RaceState;
  const { stateVersion, serverTimeMs, tick, positions } = state;
  const moving = { stateVersion, serverTimeMs, tick, positions: positions.toArray() };
  return {
    wholeJsonBytes: Buffer.byteLength(JSON.stringify(state.toJSON())),
    movingJsonBytes: Buffer.byteLength(JSON.stringify(moving)),
  };
}

export type AppProcess = typeof methods;

serveParent(methods, async () => {
  await test?.close();
});
