import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { DataSource } from "typeorm";
import type { SessionWire } from "#common/players/player-api.ts";
import { runningEmbeddedUrl } from "#server/storage/embedded/embedded-postgres.ts";
import { StartError } from "#server/storage/start-error.ts";
import { type BetDoor, httpDoor } from "./bet-witness.ts";
import { callHttp } from "./call-http.ts";
import { seatHost } from "./crowd.ts";
import { killPostmaster } from "./kill-postmaster.ts";
import { openEmbedded, type ServerProcess, startServerProcess } from "./server-process.ts";
import { makeTestDataDir, silentLog } from "./test-postgres.ts";
import { type TestSeat, takeSeat } from "./test-seat.ts";

/** What `kill -9` hits. */
export type Victim = "app" | "postmaster" | "both";

/** A server as its host starts it, on data of its own, to be killed and started again. */
export interface FaultNight {
  readonly server: ServerProcess;
  /** A look into the database, also while the app is gone; another one after each start. */
  readonly database: DataSource;
  readonly host: TestSeat;
  sessions: SessionWire[];
  /** Bets over HTTP at the server that runs now. */
  door: BetDoor;
  join(count: number): Promise<void>;
  /** `kill -9`; the app brings a killed database back by itself. `between` runs when the app is gone. */
  kill(victim: Victim, between?: () => Promise<unknown>): Promise<void>;
  /** Starts what a kill has left. */
  start(): Promise<void>;
  /** The same without waiting for it: for a start that is to be killed. */
  launch(): void;
  /** A seat in the lobby's room. */
  seat(phone: number): Promise<TestSeat>;
  /** Address of the database that runs now; waits for one. */
  databaseUrl(): Promise<string>;
  end(): Promise<void>;
}

const LOOK_AGAIN_MS = 20;

export async function startFaultNight(
  environment: Record<string, string> = {},
): Promise<FaultNight> {
  const data = await makeTestDataDir();
  const sessions: SessionWire[] = [];
  let server: ServerProcess;
  let database: DataSource | undefined;
  let host: TestSeat;

  function launch(): void {
    server = startServerProcess(data.dataDir, { JOINS_PER_MINUTE_MAX: "100000", ...environment });
  }

  async function start(): Promise<void> {
    launch();
    await server.opened;
    await closeDatabase();
    database = await openEmbedded(data.dataDir);
    host = await seatHost(server);
  }

  async function killApp(): Promise<void> {
    await server.kill();
    host.room.removeAllListeners();
  }

  async function closeDatabase(): Promise<void> {
    await database?.destroy().catch(() => undefined);
    database = undefined;
  }

  await start();
  return {
    get server() {
      return server;
    },
    get database() {
      return database as DataSource;
    },
    get host() {
      return host;
    },
    sessions,
    door: (bet) =>
      httpDoor(
        server.url,
        sessions.map(({ token }) => token),
      )(bet),
    async join(count) {
      const names = Array.from({ length: count }, (_, i) => `Phone ${sessions.length + i}`);
      const joined = await Promise.all(
        names.map((name) => {
          const joinKey = randomUUID().replaceAll("-", "");
          const body = { name, lobby: host.state.lobbyCode, joinKey };
          return callHttp(server.url, { method: "POST", path: "/auth/join", body });
        }),
      );
      sessions.push(...joined.map(({ body }) => body as unknown as SessionWire));
    },
    async kill(victim, between) {
      if (victim !== "postmaster") await killApp();
      await between?.();
      if (victim !== "app") await killPostmaster(data.dataDir);
    },
    start,
    launch,
    seat: (phone) =>
      takeSeat(server.url, { roomId: host.room.roomId, token: sessions[phone]?.token }),
    async databaseUrl() {
      for (;;) {
        const look = runningEmbeddedUrl({ dataDir: data.dataDir, log: silentLog });
        // A start that has to wait for what the killed one left gives up, and is tried again.
        const url = await look.catch((error: unknown) => {
          if (!(error instanceof StartError)) throw error;
        });
        if (url !== undefined) return url;
        await pause(LOOK_AGAIN_MS);
      }
    },
    async end() {
      await killApp();
      await closeDatabase();
      await data.remove();
    },
  };
}
