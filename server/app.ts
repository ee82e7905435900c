import { createServer } from "node:http";
import { Server } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { accept } from "#common/framework/refusals.ts";
import type { AppOptions } from "./app-options.ts";
import type { defineBattleRoom } from "./battle/battle-room.ts";
import { composeLobbies, openLobbies } from "./compose-lobbies.ts";
import { composeRaces, type Races } from "./compose-races.ts";
import { composeStages } from "./compose-stages.ts";
import { createAddressLimit } from "./framework/address-limits.ts";
import { anonymous } from "./framework/caller.ts";
import { toColyseusLog } from "./framework/colyseus-log.ts";
import { makeRoomClass, type RoomDeps } from "./framework/contract-room.ts";
import { createRoomLeases } from "./framework/durable-room.ts";
import { installEncoderGuard } from "./framework/encoder-guard.ts";
import { guardMatchmaking, narrowMatchmaking } from "./framework/matchmaking-guard.ts";
import { createRoomHost } from "./framework/room-host.ts";
import { lanAddresses } from "./lan-addresses.ts";
import { openHouse } from "./ledger/open-house.ts";
import { createReplyLookup } from "./ledger/reply-lookup.ts";
import { listen } from "./listen.ts";
import { pruneLiveDaily } from "./live/prune-live.ts";
import { connectConfigured, type LiveDoor, openLiveDoor } from "./live-door.ts";
import { recordingsDirOf } from "./live-sources.ts";
import { dropRepliesDaily } from "./ops/drop-replies.ts";
import { createTokens, type Tokens } from "./players/tokens.ts";
import { createWalletNews } from "./players/wallet-news.ts";
import { serveHttp } from "./serve-http.ts";
import { transaction } from "./storage/transaction.ts";

/** How often a lease is renewed while it lasts. */
const LEASE_RENEWALS = 3;

/** Every kind of room this server offers, by its name on the wire. */
export interface Rooms {
  race: Races["room"];
  battle: ReturnType<typeof defineBattleRoom>;
}

export interface App extends LiveDoor {
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

  let port = config.PORT;
  const phoneUrl = () => config.PUBLIC_URL ?? `http://${lanAddresses()[0] ?? "localhost"}:${port}`;
  const walletNews = createWalletNews();
  const races = composeRaces(options, { walletNews });
  const findReply = races.desk.watchArrivals(createReplyLookup(dataSource));
  const stages = composeStages(options, { leases, host, walletNews });
  const lobbies = composeLobbies(options, { leases, host, stages, phoneUrl });

  const http = createServer();
  const server = new Server({
    greet: false,
    gracefullyShutdown: false,
    logger: toColyseusLog(log),
    transport: new WebSocketTransport({ server: http, maxPayload: config.PAYLOAD_BYTES_MAX }),
    express: (app) =>
      serveHttp(app, options, {
        tokens,
        findReply,
        races,
        lobbies,
        stages,
        walletNews,
        missingRooms: host.missingRooms,
      }),
  });

  const rooms = roomDeps(options, { leases, host, tokens, findReply });
  server.define(races.room.name, makeRoomClass(races.room, rooms));
  server.define(stages.room.name, makeRoomClass(stages.room, rooms));

  await openLobbies(host, { lobbies, stages });
  port = await listen(server, { http, port: config.PORT, hostname: config.HOST });
  guardMatchmaking(http, {
    limit: createAddressLimit({ points: config.JOINS_PER_MINUTE_MAX * 2, seconds: 60 }),
    trustProxyHops: config.TRUST_PROXY_HOPS,
  });
  host.watch(leaseMs);
  const dropping = dropRepliesDaily({ dataSource, clock, log });
  const keptDays = config.LIVE_EVENTS_KEPT_DAYS;
  const pruning = pruneLiveDaily({
    dataSource,
    clock,
    log,
    keptDays,
    recordingsDir: recordingsDirOf(config),
  });

  const door = openLiveDoor(stages);
  await connectConfigured(door, config, log);

  return {
    ...door,
    port,
    async lobbyCode() {
      const newest = await lobbies.find("current");
      if (newest === undefined) throw new Error("no lobby is open");
      return newest.code;
    },
    async close() {
      host.stop();
      dropping.stop();
      await pruning.stop();
      await server.gracefullyShutdown(false);
      await races.poolHistory.stop();
      http.closeAllConnections();
    },
  };
}

/** What every kind of room gets: limits, leases, and who a token speaks for. */
function roomDeps(
  { config, clock, log }: AppOptions,
  services: Pick<RoomDeps, "leases" | "host" | "findReply"> & { tokens: Tokens },
): RoomDeps {
  const { tokens, ...rest } = services;
  return {
    ...rest,
    clock,
    log,
    leaseRenewMs: Math.floor((config.LEASE_SECONDS * 1_000) / LEASE_RENEWALS),
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
}
