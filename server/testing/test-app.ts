import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Client, type Room } from "@colyseus/sdk";
import type { DataSource } from "typeorm";
import type { Outcome } from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import type { SessionWire } from "#common/players/player-api.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { type App, startApp } from "#server/app.ts";
import { readConfig } from "#server/config.ts";
import { type Clock, startSystemClock } from "#server/framework/clock.ts";
import { createLog } from "#server/framework/log.ts";
import { createTestDatabase } from "./test-database.ts";

export const TEST_PIN = "135790";
const TEST_SECRET = "a secret for tests that is long enough to be one";

/** One connection to the race room, with typed requests. */
export interface TestSeat {
  room: Room<unknown, RaceState>;
  state: RaceState;
  request<N extends CommandName<RaceContract>>(
    command: N,
    input: CommandInputWire<RaceContract, N>,
  ): Promise<Outcome<CommandReplyWire<RaceContract, N>>>;
  /** Resolves with the first state that fits, the present one included. */
  until(fits: (state: RaceState) => boolean): Promise<RaceState>;
  /** A host's command about the race and phase this seat sees. */
  direct(
    command: "openBetting" | "lockBetting" | "pause" | "resume" | "nextRace",
  ): Promise<Outcome<object>>;
}

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
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown>; text: string }>;
  /** A phone that joins for the first time. */
  join(name: string): Promise<SessionWire>;
  hostToken(): Promise<string>;
  /** Takes a seat in the race room; without a token a viewer's. */
  seat(token?: string): Promise<TestSeat>;
  close(): Promise<void>;
}

/** Boots the app as a process would, on a fresh database and a free port. One at a time in a process. */
export async function startTestApp(
  options: {
    environment?: Record<string, string>;
    clock?: Clock;
    database?: Awaited<ReturnType<typeof createTestDatabase>>;
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const config = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    LOG_LEVEL: "error",
    PUBLIC_URL: "http://127.0.0.1",
    ...options.environment,
  });
  const app = await startApp({
    config,
    dataSource: database.dataSource,
    instanceId: randomUUID(),
    secrets: { jwtSecret: TEST_SECRET, hostPin: TEST_PIN },
    clock: options.clock ?? startSystemClock(),
    log: createLog({ level: config.LOG_LEVEL, format: "json" }),
    pagesDir: join(import.meta.dirname, "../../dist"),
    version: "0.0.0",
  });
  const url = `http://127.0.0.1:${app.port}`;
  const seats = new Set<Room>();

  const call: TestApp["call"] = async (method, path, { body, token, headers = {} } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  };
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
    async seat(token) {
      const client = new Client(url);
      client.auth.token = token ?? "";
      const room = (await client.joinById((lobby as TestApp["lobby"]).roomId, {})) as Room<
        unknown,
        RaceState
      >;
      seats.add(room);
      return takeSeat(room);
    },
    async close() {
      for (const room of seats) room.removeAllListeners();
      await app.close();
      await database.drop();
    },
  };
}

async function takeSeat(room: Room<unknown, RaceState>): Promise<TestSeat> {
  room.onMessage("*", () => {});
  room.reconnection.enabled = false;
  if (room.state?.lobbyCode === undefined || room.state.lobbyCode === "") {
    await new Promise<void>((resolve) => room.onStateChange.once(() => resolve()));
  }
  const request = ((command: string, input: unknown) =>
    (room as Room).request(command, input)) as TestSeat["request"];
  return {
    room,
    get state() {
      return room.state;
    },
    request,
    until: (fits) =>
      new Promise((resolve) => {
        if (fits(room.state)) return resolve(room.state);
        const look = (state: RaceState) => {
          if (!fits(state)) return;
          room.onStateChange.remove(look);
          resolve(state);
        };
        room.onStateChange(look);
      }),
    direct: (command) =>
      request(command, { raceId: room.state.raceId, expectedPhase: room.state.phase }),
  };
}
