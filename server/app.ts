import { createServer } from "node:http";
import { Server } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import type { DataSource } from "typeorm";
import { accept } from "#common/framework/refusals.ts";
import { playerRoutes } from "#common/players/player-api.ts";
import { raceRoutes } from "#common/race/race-api.ts";
import { raceContract } from "#common/race/race-messages.ts";
import { walletRoutes } from "#common/wallet/wallet-api.ts";
import type { Config } from "./config.ts";
import { createAddressLimit } from "./framework/address-limits.ts";
import { anonymous } from "./framework/caller.ts";
import type { Clock } from "./framework/clock.ts";
import { makeRoomClass, type RoomDeps } from "./framework/contract-room.ts";
import { serveDocs } from "./framework/docs-page.ts";
import { createRoomLeases } from "./framework/durable-room.ts";
import { installEncoderGuard } from "./framework/encoder-guard.ts";
import { finishHttp, prepareHttp } from "./framework/http-app.ts";
import type { Log } from "./framework/log.ts";
import { guardMatchmaking, narrowMatchmaking } from "./framework/matchmaking-guard.ts";
import { createMessageCatalogue, createOpenApi } from "./framework/openapi.ts";
import { createRoomHost } from "./framework/room-host.ts";
import { type RouteDeps, serveRoutes } from "./framework/serve-routes.ts";
import { lanAddresses } from "./lan-addresses.ts";
import { openHouse } from "./ledger/open-house.ts";
import { createReplyLookup } from "./ledger/reply-lookup.ts";
import { createWalletHandlers } from "./ledger/wallet-routes.ts";
import { listen } from "./listen.ts";
import { dropRepliesDaily } from "./ops/drop-replies.ts";
import { serveHealth } from "./ops/health.ts";
import { createHostDoor } from "./players/host-door.ts";
import type { Secrets } from "./players/load-secrets.ts";
import { createPlayerHandlers } from "./players/player-routes.ts";
import { createTokens } from "./players/tokens.ts";
import { openBetDesk } from "./race/bet-desk.ts";
import { createLobbyService } from "./race/lobby-service.ts";
import { defineRaceRoom } from "./race/race-room.ts";
import { createRaceHandlers } from "./race/race-routes.ts";
import { readRaceNumbers } from "./race/read-race-numbers.ts";
import { marketRulesOf, timetableOf } from "./race-terms.ts";
import { transaction } from "./storage/transaction.ts";

/** Every kind of room this server offers, by its name on the wire. */
export interface Rooms {
  race: ReturnType<typeof defineRaceRoom>;
}

export interface AppOptions {
  config: Config;
  dataSource: DataSource;
  /** The same at every start on one data folder: rooms it owned are its own again. */
  instanceId: string;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  /** Built pages. */
  pagesDir: string;
  version: string;
}

export interface App {
  port: number;
  /** Code of the newest lobby. */
  lobbyCode(): Promise<string>;
  /** Lets every step end, closes every room and socket; the rows stay open for the next start. */
  close(): Promise<void>;
}

/**
 * The composition root: storage → services → rooms and routes. Opens the port after recovery, so
 * that whoever gets in finds every room there is.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, dataSource, clock, log } = options;
  installEncoderGuard();
  narrowMatchmaking(config.CORS_ORIGINS);
  await transaction(dataSource, (manager) =>
    openHouse(manager, { currency: "chips", bankroll: config.HOUSE_BANKROLL }),
  );

  const leaseMs = config.LEASE_SECONDS * 1_000;
  const leases = createRoomLeases({
    dataSource,
    owner: options.instanceId,
    leaseMs,
    now: clock.now,
  });
  const host = createRoomHost({ leases, clock, log });
  const tokens = createTokens({ secret: options.secrets.jwtSecret, clock });
  const timetable = timetableOf(config);
  const desk = openBetDesk(dataSource);
  const findReply = desk.watchArrivals(createReplyLookup(dataSource));

  let port = config.PORT;
  const phoneUrl = () => config.PUBLIC_URL ?? `http://${lanAddresses()[0] ?? "localhost"}:${port}`;
  const lobbies = createLobbyService({
    dataSource,
    leases,
    openRoom: host.open,
    closeRoom: host.close,
    phoneUrl,
  });

  const http = createServer();
  const server = new Server({
    greet: false,
    gracefullyShutdown: false,
    transport: new WebSocketTransport({ server: http, maxPayload: config.PAYLOAD_BYTES_MAX }),
    express: (app) => {
      prepareHttp(app, {
        allowedOrigins: config.CORS_ORIGINS,
        bodyBytesMax: config.BODY_BYTES_MAX,
        trustProxyHops: config.TRUST_PROXY_HOPS,
      });
      serveHealth(app, { dataSource });
      serveDocs(app, {
        openApi: createOpenApi(
          [playerRoutes, walletRoutes, raceRoutes].flatMap((routes) => Object.values(routes)),
          options.version,
        ),
        messages: createMessageCatalogue({ race: raceContract }),
      });
      const deps: RouteDeps = {
        log,
        findReply,
        authenticate: tokens.verify,
        admit: createAddressLimit({ points: config.REQUESTS_PER_SECOND_MAX * 10, seconds: 10 })
          .admit,
      };
      const players = createPlayerHandlers({
        services: {
          dataSource,
          tokens,
          joinGrant: config.JOIN_GRANT,
          async findLobby(code) {
            const row = await lobbies.find(code);
            return row && { key: row.id, code: row.code, roomId: row.id };
          },
        },
        hostDoor: createHostDoor({ pin: options.secrets.hostPin, tokens }),
        joinLimit: createAddressLimit({ points: config.JOINS_PER_MINUTE_MAX, seconds: 60 }),
      });
      serveRoutes(app, { routes: playerRoutes, handlers: players, deps });
      serveRoutes(app, {
        routes: walletRoutes,
        handlers: createWalletHandlers({
          dataSource,
          raceNumbers: (raceIds) => readRaceNumbers(dataSource, raceIds),
        }),
        deps,
      });
      const races = createRaceHandlers({ dataSource, desk, lobbies, clock });
      serveRoutes(app, { routes: raceRoutes, handlers: races, deps });
      finishHttp(app, { pagesDir: options.pagesDir, log });
    },
  });

  const roomDeps: RoomDeps = {
    clock,
    log,
    leases,
    host,
    findReply,
    leaseRenewMs: Math.floor(leaseMs / 3),
    limits: {
      clientsMax: config.CLIENTS_MAX,
      messagesPerSecondMax: config.MESSAGES_PER_SECOND_MAX,
      seatKeptSeconds: config.SEAT_KEPT_SECONDS,
      queuedBytesMax: config.QUEUED_BYTES_MAX,
    },
    authenticate(token) {
      if (token === undefined) return accept(anonymous);
      return tokens.verify(token);
    },
  };
  const raceRoom = defineRaceRoom({
    dataSource,
    desk,
    timetable,
    marketRules: marketRulesOf(config),
    fieldSize: config.FIELD_SIZE,
    dailyFloor: config.DAILY_FLOOR,
  });
  server.define(raceRoom.name, makeRoomClass(raceRoom, roomDeps));

  await host.recover();
  if ((await lobbies.list()).length === 0) await lobbies.open();
  port = await listen(server, { http, port: config.PORT, hostname: config.HOST });
  guardMatchmaking(
    http,
    createAddressLimit({ points: config.JOINS_PER_MINUTE_MAX * 2, seconds: 60 }),
  );
  host.watch(leaseMs);
  const dropping = dropRepliesDaily({ dataSource, clock, log });

  return {
    port,
    async lobbyCode() {
      const newest = await lobbies.find("current");
      if (newest === undefined) throw new Error("no lobby is open");
      return newest.code;
    },
    async close() {
      host.stop();
      dropping.stop();
      await server.gracefullyShutdown(false);
      http.closeAllConnections();
    },
  };
}
