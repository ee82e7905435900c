import { startTestApp, type TestApp } from "#server/testing/test-app.ts";
import { openBenchClock } from "../bench-clock.ts";
import { openBenchDatabase } from "../bench-database.ts";
import { serveParent } from "../bench-process.ts";
import { openCpuWindow } from "../cpu-window.ts";

let test: TestApp | undefined;
let closeWindow: ReturnType<typeof openCpuWindow> | undefined;

// The app in a process of its own: real rooms, a durable database, nothing dropped.
const methods = {
  async start(options: { clockOffsetMs: number; signUrl: string; webHost: string }) {
    test = await startTestApp({
      environment: {
        TIKTOK_SIGN_URL: options.signUrl,
        TIKTOK_WEB_HOST: options.webHost,
        LIVE_BUFFER_MAX: "1000000",
        BATTLE_DURATION_SECONDS: "3600",
      },
      clock: openBenchClock(options.clockOffsetMs),
      database: await openBenchDatabase({ poolSize: 10 }),
    });
    const { body: stage } = await test.call("GET", "/stages/current");
    const roomId = String(stage.roomId);
    return { url: test.url, roomId, hostToken: await test.hostToken() };
  },
  startWindow() {
    closeWindow = openCpuWindow();
  },
  endWindow() {
    if (closeWindow === undefined) throw new Error("a window ends after it has started");
    return closeWindow();
  },
  /** What the database knows. */
  async count() {
    const rows: { events: string }[] | undefined = await test?.dataSource.query(
      "SELECT count(*) AS events FROM live_events",
    );
    return { events: Number(rows?.[0]?.events ?? 0) };
  },
};

export type AppProcess = typeof methods;

serveParent(methods, async () => {
  await test?.close();
});
