import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import type { Application } from "express";
import { accept } from "#common/framework/refusals.ts";
import { createAddressLimit } from "#server/framework/address-limits.ts";
import { anonymous } from "#server/framework/caller.ts";
import { toColyseusLog } from "#server/framework/colyseus-log.ts";
import { makeRoomClass, type RoomLimits } from "#server/framework/contract-room.ts";
import { createRoomLeases, type RoomLeases } from "#server/framework/durable-room.ts";
import { installEncoderGuard } from "#server/framework/encoder-guard.ts";
import { prepareHttp } from "#server/framework/http-app.ts";
import { guardMatchmaking, narrowMatchmaking } from "#server/framework/matchmaking-guard.ts";
import { createRoomHost, type RoomHost } from "#server/framework/room-host.ts";
import { createTokens, type Tokens } from "#server/players/tokens.ts";
import { type CounterRooms, makeCounterRooms } from "./counter-room.ts";
import { type FakeClock, makeFakeClock } from "./fake-clock.ts";
import { type MemoryLog, makeMemoryLog } from "./memory-log.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

export const ALLOWED_ORIGIN = "https://show.example";
export const LEASE_MS = 15_000;
export const TOKEN_SECRET = "a secret for tests that is long enough to be one";

export interface StandOptions {
  limits?: Partial<RoomLimits>;
  payloadBytesMax?: number;
  /** Seats one address may ask for in a minute. */
  joinsPerMinuteMax?: number;
  /** Routes of a test, between the parsers and nothing. */
  routes?: (app: Application, stand: Pick<Stand, "tokens" | "log">) => void;
  /** A database made by the test; the stand then leaves it in place. */
  database?: TestDatabase;
  owner?: string;
}

/** A real server with the counter as its only kind of room, on a free port, a fake clock and a database of its own. */
export interface Stand {
  url: string;
  clock: FakeClock;
  log: MemoryLog;
  tokens: Tokens;
  counters: CounterRooms;
  leases: RoomLeases;
  host: RoomHost;
  database: TestDatabase;
  /** Rooms that an earlier owner left open are opened here. */
  recovered: number;
  close(): Promise<void>;
}

/** Starts a stand. One at a time in a process. */
export async function startStand(options: StandOptions = {}): Promise<Stand> {
  installEncoderGuard();
  narrowMatchmaking([ALLOWED_ORIGIN]);
  const database = options.database ?? (await createTestDatabase());
  const clock = makeFakeClock();
  const log = makeMemoryLog();
  const tokens = createTokens({ secret: TOKEN_SECRET, clock });
  const leases = createRoomLeases({
    dataSource: database.dataSource,
    owner: options.owner ?? randomUUID(),
    leaseMs: LEASE_MS,
    now: clock.now,
  });
  const host = createRoomHost({ leases, clock, log });
  const counters = makeCounterRooms();
  const http = createServer();
  const server = new Server({
    greet: false,
    gracefullyShutdown: false,
    logger: toColyseusLog(log),
    transport: new WebSocketTransport({
      server: http,
      maxPayload: options.payloadBytesMax ?? 16_384,
    }),
    express(app) {
      prepareHttp(app, {
        allowedOrigins: [ALLOWED_ORIGIN],
        bodyBytesMax: 16_384,
        trustProxyHops: 0,
      });
      options.routes?.(app, { tokens, log });
    },
  });
  const roomClass = makeRoomClass(counters.type, {
    clock,
    log,
    leases,
    host,
    findReply: counters.findReply,
    leaseRenewMs: LEASE_MS / 3,
    limits: {
      clientsMax: 500,
      messagesPerSecondMax: 1_000,
      seatKeptSeconds: 30,
      queuedBytesMax: 1_048_576,
      ...options.limits,
    },
    authenticate: (token) => (token === undefined ? accept(anonymous) : tokens.verify(token)),
  });
  server.define(counters.type.name, roomClass);
  const recovered = await host.recover();
  await server.listen(0, "127.0.0.1");
  guardMatchmaking(http, {
    limit: createAddressLimit({ points: options.joinsPerMinuteMax ?? 10_000, seconds: 60 }),
    trustProxyHops: 0,
  });

  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    clock,
    log,
    tokens,
    counters,
    leases,
    host,
    database,
    recovered,
    async close() {
      host.stop();
      await server.gracefullyShutdown(false);
      http.closeAllConnections();
      if (options.database === undefined) await database.drop();
    },
  };
}
