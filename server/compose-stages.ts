import { join } from "node:path";
import { type Outcome, refuse } from "#common/framework/refusals.ts";
import type { ConnectLive } from "#common/live/live-schemas.ts";
import type { StreamSession } from "#common/live/recorded-event.ts";
import type { AppOptions } from "./app-options.ts";
import { type BattleRoomDeps, defineBattleRoom } from "./battle/battle-room.ts";
import { createStageDirectory, type StageDirectory } from "./battle/stage-directory.ts";
import { createStageService, type StageService } from "./battle/stage-service.ts";
import { battleDefaultsOf } from "./battle-terms.ts";
import type { RoomLeases } from "./framework/durable-room.ts";
import type { RoomHost } from "./framework/room-host.ts";
import { openStageLive, type StageLive } from "./live/open-stage-live.ts";
import { createWordFilter } from "./live/word-filter.ts";
import { sourcesOf } from "./live-sources.ts";
import { createCoinsConsumer } from "./players/coins-consumer.ts";
import type { WalletNews } from "./players/wallet-news.ts";

/** A LIVE that is connected, or why it could not be. */
type Connected = Awaited<ReturnType<StageLive["connect"]>>;

/** The stages of a process: battles and what feeds them. */
export interface Stages {
  room: ReturnType<typeof defineBattleRoom>;
  service: StageService;
  directory: StageDirectory;
  /** The session that is open on a stage of this process. */
  sessionOf(code: string): StreamSession | undefined;
  /** Connects a stage of this process as its host would. */
  connect(
    code: string,
    request: ConnectLive,
  ): Promise<Outcome<unknown, "stage_unknown"> | Connected>;
  disconnect(code: string): Promise<void>;
  /** Leaves its LIVE and closes a stage for good. */
  close(code: string): Promise<void>;
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
  const lives = new Map<string, StageLive>();
  const directory = createStageDirectory();

  const openLive: BattleRoomDeps["openLive"] = async (stage, { consumer, onStatus }) => {
    const live = await openStageLive(
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
    lives.set(stage.code, live);
    return live;
  };
  const disconnect = async (code: string) => lives.get(code)?.disconnect();
  const service = createStageService({
    leases,
    directory,
    openRoom: host.open,
    closeRoom: host.close,
  });

  return {
    room: defineBattleRoom({
      dataSource,
      comboWindowMs: config.COMBO_WINDOW_SECONDS * 1_000,
      isClean: words.isClean,
      defaults: battleDefaultsOf(config),
      openLive,
      stages: directory,
    }),
    service,
    directory,
    sessionOf: (code) => lives.get(code)?.session,
    async connect(code, request) {
      return lives.get(code)?.connect(request) ?? refuse("stage_unknown");
    },
    disconnect,
    async close(code) {
      await disconnect(code);
      lives.delete(code);
      await service.close(code);
    },
  };
}
