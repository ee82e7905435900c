import { join } from "node:path";
import type { AppOptions } from "./app-options.ts";
import { type BattleRoomDeps, defineBattleRoom } from "./battle/battle-room.ts";
import { createStageDirectory, type StageDirectory } from "./battle/stage-directory.ts";
import { createStageService, type StageService } from "./battle/stage-service.ts";
import { battleDefaultsOf } from "./battle-terms.ts";
import type { RoomLeases } from "./framework/durable-room.ts";
import type { RoomHost } from "./framework/room-host.ts";
import { openStageLive } from "./live/open-stage-live.ts";
import { createWordFilter } from "./live/word-filter.ts";
import { sourcesOf } from "./live-sources.ts";
import { createCoinsConsumer } from "./players/coins-consumer.ts";
import type { WalletNews } from "./players/wallet-news.ts";

/** The stages of a process: battles and what feeds them. */
export interface Stages {
  room: ReturnType<typeof defineBattleRoom>;
  service: StageService;
  directory: StageDirectory;
}

/**
 * Puts battles and live input together: neither feature knows the other. Whoever counts live events
 * does so in the transaction that records them, in this order on every stage (LEDGER-5).
 */
export function composeStages(
  { config, dataSource, clock, log }: AppOptions,
  services: { leases: RoomLeases; host: RoomHost; walletNews: WalletNews },
): Stages {
  const { leases, host, walletNews } = services;
  const words = createWordFilter(config.BLOCKED_WORDS);
  const coins = createCoinsConsumer({
    presenceMinutes: config.PRESENCE_MINUTES,
    onWalletsChanged: walletNews.tell,
  });
  const directory = createStageDirectory();

  const openLive: BattleRoomDeps["openLive"] = (stage, { consumer, onStatus }) =>
    openStageLive(
      {
        dataSource,
        clock,
        log,
        folder: join(config.DATA_DIR, "live"),
        bufferMax: config.LIVE_BUFFER_MAX,
        openSource: sourcesOf(config, { clock, log }),
        maskName: words.mask,
      },
      stage,
      { consumers: [consumer, coins], onStatus },
    );

  return {
    room: defineBattleRoom({
      dataSource,
      comboWindowMs: config.COMBO_WINDOW_SECONDS * 1_000,
      isClean: words.isClean,
      defaults: battleDefaultsOf(config),
      openLive,
      stages: directory,
    }),
    service: createStageService({
      leases,
      directory,
      openRoom: host.open,
      closeRoom: host.close,
    }),
    directory,
  };
}
