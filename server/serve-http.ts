import type { Application } from "express";
import { playerRoutes } from "#common/players/player-api.ts";
import { raceRoutes } from "#common/race/race-api.ts";
import { raceContract } from "#common/race/race-messages.ts";
import { walletRoutes } from "#common/wallet/wallet-api.ts";
import type { AppOptions } from "./app-options.ts";
import { createAddressLimit } from "./framework/address-limits.ts";
import { serveDocs } from "./framework/docs-page.ts";
import { finishHttp, prepareHttp } from "./framework/http-app.ts";
import { createMessageCatalogue, createOpenApi } from "./framework/openapi.ts";
import type { ReplyLookup } from "./framework/reply-lookup.ts";
import { type RouteDeps, serveRoutes } from "./framework/serve-routes.ts";
import { createWalletHandlers } from "./ledger/wallet-routes.ts";
import { serveHealth } from "./ops/health.ts";
import { createHostDoor } from "./players/host-door.ts";
import { createPlayerHandlers } from "./players/player-routes.ts";
import type { Tokens } from "./players/tokens.ts";
import type { BetDesk } from "./race/bet-desk.ts";
import type { LobbyService } from "./race/lobby-service.ts";
import { createRaceHandlers } from "./race/race-routes.ts";
import { readRaceNumbers } from "./race/read-race-numbers.ts";

/** What the routes are served from. */
export interface HttpServices {
  tokens: Tokens;
  findReply: ReplyLookup;
  desk: BetDesk;
  lobbies: LobbyService;
  /** Rooms of this process that could not be opened yet. */
  missingRooms(): number;
}

/** Everything a server answers over HTTP besides matchmaking: health, documents, routes, pages. */
export function serveHttp(app: Application, options: AppOptions, services: HttpServices): void {
  const { config, dataSource, clock, log } = options;
  const { tokens, findReply, desk, lobbies, missingRooms } = services;
  prepareHttp(app, {
    allowedOrigins: config.CORS_ORIGINS,
    bodyBytesMax: config.BODY_BYTES_MAX,
    trustProxyHops: config.TRUST_PROXY_HOPS,
  });
  serveHealth(app, { dataSource, missingRooms });
  serveDocs(app, {
    openApi: createOpenApi(
      [playerRoutes, walletRoutes, raceRoutes].flatMap((routes) => Object.values(routes)),
      options.version,
    ),
    messages: createMessageCatalogue({ race: raceContract }),
  });
  const requests = createAddressLimit({ points: config.REQUESTS_PER_SECOND_MAX * 10, seconds: 10 });
  const deps: RouteDeps = {
    log,
    findReply,
    authenticate: tokens.verify,
    admit: requests.admit,
    now: clock.now,
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
  const wallets = createWalletHandlers({
    dataSource,
    raceNumbers: (raceIds) => readRaceNumbers(dataSource, raceIds),
  });
  const races = createRaceHandlers({ dataSource, desk, lobbies });
  serveRoutes(app, { routes: playerRoutes, handlers: players, deps });
  serveRoutes(app, { routes: walletRoutes, handlers: wallets, deps });
  serveRoutes(app, { routes: raceRoutes, handlers: races, deps });
  finishHttp(app, { pagesDir: options.pagesDir, log });
}
