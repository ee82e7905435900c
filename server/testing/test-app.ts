import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Room } from "@colyseus/sdk";
import type { DataSource } from "typeorm";
import type { SessionWire } from "#common/players/player-api.ts";
import { type App, startApp } from "#server/app.ts";
import { readConfig } from "#server/config.ts";
import { type Clock, startSystemClock } from "#server/framework/clock.ts";
import { createLog } from "#server/framework/log.ts";
import { callHttp, type HttpAnswer } from "./call-http.ts";
import { createTestDatabase } from "./test-database.ts";
import { type TestSeat, takeSeat } from "./test-seat.ts";

export const TEST_PIN = "135790";
export const TEST_SECRET = "a secret for tests that is long enough to be one";

/** The real app on a database of its own. */
export interface TestApp {
  app: App;
  url: string;
  dataSource: DataSource;
  lobby: { code: string; roomId: string };
  call(
    method: string,
    path: string,
    options?: { body?: unknown; token?: string; headers?: Record<string, string> },
  ): Promise<HttpAnswer>;
  /** A phone that joins for the first time. */
  join(name: string): Promise<SessionWire>;
  hostToken(): Promise<string>;
  /** Takes a seat in the first lobby's room, or in the one named; without a token a viewer's. */
  seat(token?: string, roomId?: string): Promise<TestSeat>;
  close(): Promise<void>;
}

/** Boots the app as a process would, on a fresh database and a free port. One at a time in a process. */
export async function startTestApp(
  options: {
    environment?: Record<string, string>;
    clock?: Clock;
    /** The same as before makes it a restart; else a server the database has not met. */
    instanceId?: string;
    database?: Awaited<ReturnType<typeof createTestDatabase>>;
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "grandstand-test-data-"));
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: "0",
    HOST: "127.0.0.1",
    LOG_LEVEL: "error",
    PUBLIC_URL: "http://127.0.0.1",
    ...options.environment,
  });
  const app = await startApp({
    config,
    dataSource: database.dataSource,
    instanceId: options.instanceId ?? randomUUID(),
    secrets: { jwtSecret: TEST_SECRET, hostPin: TEST_PIN },
    clock: options.clock ?? startSystemClock(),
    log: createLog({ level: config.LOG_LEVEL, format: "json" }),
    pagesDir: join(import.meta.dirname, "../../dist"),
    version: "0.0.0",
  });
  const url = `http://127.0.0.1:${app.port}`;
  const seats = new Set<Room>();

  const call: TestApp["call"] = (method, path, options) =>
    callHttp(url, { method, path, ...options });
  const { body: lobby } = await call("GET", "/lobbies/current");

  return {
    app,
    url,
    dataSource: database.dataSource,
    lobby: lobby as TestApp["lobby"],
    call,
    async join(name) {
      const joinKey = randomUUID().replaceAll("-", "");
      const body = { name, lobby: (lobby as TestApp["lobby"]).code, joinKey };
      return (await call("POST", "/auth/join", { body })).body as unknown as SessionWire;
    },
    async hostToken() {
      const answer = await call("POST", "/auth/host", { body: { pin: TEST_PIN } });
      return answer.body.token as string;
    },
    async seat(token, roomId = (lobby as TestApp["lobby"]).roomId) {
      const seat = await takeSeat(url, { roomId, token });
      seats.add(seat.room);
      return seat;
    },
    async close() {
      for (const room of seats) room.removeAllListeners();
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}
