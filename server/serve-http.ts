import { join } from "node:path";
import type { Application } from "express";
import { battleRoutes } from "#common/battle/battle-api.ts";
import { battleContract } from "#common/battle/battle-messages.ts";
import { favorRoutes } from "#common/favors/favor-api.ts";
import { liveRoutes } from "#common/live/live-api.ts";
import { identityRoutes } from "#common/players/identity-api.ts";
import { playerRoutes } from "#common/players/player-api.ts";
import { raceRoutes } from "#common/race/race-api.ts";
import { raceContract } from "#common/race/race-messages.ts";
import { statsRoutes } from "#common/stats/stats-api.ts";
import { walletRoutes } from "#common/wallet/wallet-api.ts";
import type { AppOptions } from "./app-options.ts";
import { createBattleHandlers } from "./battle/battle-routes.ts";
import type { Races } from "./compose-races.ts";
import type { Stages } from "./compose-stages.ts";
import { createFavorHandlers } from "./favors/favor-routes.ts";
import { createAddressLimit } from "./framework/address-limits.ts";
import { serveDocs } from "./framework/docs-page.ts";
import { finishHttp, prepareHttp } from "./framework/http-app.ts";
import { createMessageCatalogue, createOpenApi } from "./framework/openapi.ts";
import { servePageAt } from "./framework/page-paths.ts";
import type { ReplyLookup } from "./framework/reply-lookup.ts";
import { type RouteDeps, serveRoutes } from "./framework/serve-routes.ts";
import { createWalletHandlers } from "./ledger/wallet-routes.ts";
import { createLiveHandlers } from "./live/live-routes.ts";
import { recordingsDirOf } from "./live-sources.ts";
import { serveHealth } from "./ops/health.ts";
import { createHostDoor } from "./players/host-door.ts";
import { createIdentityHandlers } from "./players/identity-routes.ts";
import { createPlayerHandlers } from "./players/player-routes.ts";
import type { Tokens } from "./players/tokens.ts";
import type { WalletNews } from "./players/wallet-news.ts";
import { countSettledRaces } from "./race/count-settled-races.ts";
import type { LobbyService } from "./race/lobby-service.ts";
import { createRaceHandlers } from "./race/race-routes.ts";
import { readRaceWords } from "./race/read-race-words.ts";
import { createStatsHandlers, statsPages } from "./stats/stats-routes.ts";

const routeSets = [
  playerRoutes,
  identityRoutes,
  walletRoutes,
  favorRoutes,
  raceRoutes,
  battleRoutes,
  liveRoutes,
  statsRoutes,
];

/** What the routes are served from. */
export interface HttpServices {
  tokens: Tokens;
  findReply: ReplyLookup;
  races: Pick<Races, "desk" | "powers">;
  lobbies: LobbyService;
  stages: Stages;
  walletNews: WalletNews;
  /** Rooms of this process that could not be opened yet. */
  missingRooms(): number;
}

/** Everything a server answers over HTTP besides matchmaking: health, documents, routes, pages. */
export function serveHttp(app: Application, options: AppOptions, services: HttpServices): void {
  const { config, dataSource, clock, log } = options;
  const { tokens, findReply, races, lobbies, stages, missingRooms } = services;
  prepareHttp(app, {
    allowedOrigins: config.CORS_ORIGINS,
    bodyBytesMax: config.BODY_BYTES_MAX,
    trustProxyHops: config.TRUST_PROXY_HOPS,
  });
  serveHealth(app, { dataSource, missingRooms });
  serveDocs(app, {
    openApi: createOpenApi(
      routeSets.flatMap((routes) => Object.values(routes)),
      options.version,
    ),
    messages: createMessageCatalogue({ race: raceContract, battle: battleContract }),
  });
  const requests = createAddressLimit({ points: config.REQUESTS_PER_SECOND_MAX * 10, seconds: 10 });
  const deps: RouteDeps = {
    log,
    findReply,
    authenticate: tokens.verify,
    admit: requests.admit,
    now: clock.now,
  };
  servePlayers(app, { options, services, deps });
  serveRoutes(app, {
    routes: raceRoutes,
    handlers: createRaceHandlers({ dataSource, ...races, lobbies }),
    deps,
  });
  servePageAt(app, { paths: statsPages, file: join(options.pagesDir, "stats.html") });
  servePageAt(app, { paths: ["/verify/:raceId"], file: join(options.pagesDir, "verify.html") });
  servePageAt(app, { paths: ["/replay/:raceId"], file: join(options.pagesDir, "replay.html") });
  serveRoutes(app, {
    routes: statsRoutes,
    handlers: createStatsHandlers({ dataSource, clock }),
    deps,
  });
  servePageAt(app, {
    paths: ["/battles", "/battles/leaderboard", "/battles/:id"],
    file: join(options.pagesDir, "battles.html"),
  });
  serveRoutes(app, {
    routes: battleRoutes,
    handlers: createBattleHandlers({
      dataSource,
      stages: stages.service,
      directory: stages.directory,
    }),
    deps,
  });
  serveRoutes(app, {
    routes: liveRoutes,
    handlers: createLiveHandlers({ dataSource, recordingsDir: recordingsDirOf(config) }),
    deps,
  });
  finishHttp(app, { pagesDir: options.pagesDir, log });
}

/** What concerns a player whatever is on: joining, balances, handles, favors. */
function servePlayers(
  app: Application,
  { options, services, deps }: { options: AppOptions; services: HttpServices; deps: RouteDeps },
): void {
  const { config, dataSource, clock } = options;
  const { tokens, lobbies, walletNews } = services;
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
    raceWords: (wanted) => readRaceWords(dataSource, wanted),
  });
  serveRoutes(app, { routes: playerRoutes, handlers: players, deps });
  serveRoutes(app, { routes: walletRoutes, handlers: wallets, deps });
  serveRoutes(app, {
    routes: identityRoutes,
    handlers: createIdentityHandlers({
      dataSource,
      now: clock.now,
      codesPerHourMax: config.LINK_CODES_PER_HOUR_MAX,
      onWalletsChanged: walletNews.tell,
    }),
    deps,
  });
  serveRoutes(app, {
    routes: favorRoutes,
    handlers: createFavorHandlers({
      dataSource,
      amountMax: config.FAVOR_MAX,
      openMax: config.FAVORS_OPEN_MAX,
      settledRaces: countSettledRaces,
      now: clock.now,
      onFavorChanged: walletNews.tell,
    }),
    deps,
  });
}
