import type { DataSource } from "typeorm";
import {
  type BattleDetailWire,
  type BattleSummaryWire,
  BOARD_LIMIT_MAX,
  type battleRoutes,
} from "#common/battle/battle-api.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { RouteParams, RouteQuery } from "#common/framework/route-contract.ts";
import type { DurableRoomRow } from "#server/framework/durable-room.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import { createSerialQueue } from "#server/framework/serial-queue.ts";
import type { ManualScore } from "./add-score.ts";
import { BattleEntity } from "./battle-entities.ts";
import type { BattleShow } from "./battle-show.ts";
import { listBattles, readActive, readSummary } from "./list-battles.ts";
import { readBattle } from "./read-battle.ts";
import { type Gifter, readGifters } from "./read-gifters.ts";
import { readLeaderboard } from "./read-leaderboard.ts";
import { shareReads } from "./share-reads.ts";
import type { StageDirectory } from "./stage-directory.ts";
import type { StageService } from "./stage-service.ts";

type Routes = typeof battleRoutes;
type Handlers = RouteHandlers<Routes>;

interface Deps {
  dataSource: DataSource;
  stages: StageService;
  /** Stages of this process; one that is not here answers `closing`. */
  directory: StageDirectory;
}

/** Stages, battles and their boards over HTTP; the host's words go to the same show as the room's. */
export function createBattleHandlers(deps: Deps): Handlers {
  const reads = readHandlers(deps);
  const words = hostHandlers(deps);
  return {
    ...reads,
    ...words,
    historyAlias: reads.listBattles,
    leaderboardAlias: reads.readLeaderboard,
    battleAlias: reads.readBattle,
    activeAlias: reads.readActive,
  };
}

function readHandlers({ dataSource, stages }: Deps) {
  const boards = shareBoards(dataSource);
  return {
    async readStage({ params }) {
      const row = await stages.find(params.code);
      if (row === undefined) return refuse("stage_unknown");
      const last = await lastBattle(dataSource, row.id);
      const isIdle = last === undefined || last.leftAt !== null;
      return accept({
        code: row.code,
        roomId: row.id,
        phase: isIdle ? "idle" : last.status,
        battleId: last?.id ?? null,
      });
    },
    listBattles: async ({ query }: { query: RouteQuery<Routes["listBattles"]> }) =>
      accept({ battles: await listBattles(dataSource, query) }),
    async readActive({ query }: { query: RouteQuery<Routes["readActive"]> }) {
      const row = await stages.find(query.stage);
      if (row === undefined) return refuse("stage_unknown");
      return accept({ battle: (await boards.active(row.id)) ?? null });
    },
    readLeaderboard: async ({ query }: { query: RouteQuery<Routes["readLeaderboard"]> }) =>
      accept({ countries: await readLeaderboard(dataSource, query.limit) }),
    readGifters: async ({ query }) => accept({ gifters: await boards.gifters(query) }),
    async readBattle({ params }: { params: RouteParams<Routes["readBattle"]> }) {
      const battle = await boards.battle(params.id);
      return battle === undefined ? refuse("battle_unknown") : accept(battle);
    },
  } satisfies Partial<Handlers>;
}

/** Boards that are added up from rows, in one queue. */
function shareBoards(dataSource: DataSource) {
  const queue = createSerialQueue();
  const shareActive = shareReads<BattleSummaryWire | undefined>(queue);
  const shareBattle = shareReads<BattleDetailWire | undefined>(queue);
  const shareGifters = shareReads<Gifter[]>(queue);
  return {
    active: (roomId: string) => shareActive(roomId, () => readActive(dataSource, roomId)),
    battle: (id: number) => shareBattle(`${id}`, () => readBattle(dataSource, id)),
    /** Read for every limit at once. */
    async gifters({ battleId, sessionId, limit }: RouteQuery<Routes["readGifters"]>) {
      const best = await shareGifters(`${battleId} ${sessionId}`, () =>
        readGifters(dataSource, { battleId, sessionId, limit: BOARD_LIMIT_MAX }),
      );
      return best.slice(0, limit);
    },
  };
}

function hostHandlers(deps: Deps) {
  const { dataSource } = deps;

  async function summaryOf(battleId: number) {
    const battle = await readSummary(dataSource, battleId);
    return battle === undefined ? refuse("battle_unknown") : accept({ battle });
  }

  async function addScore(battleId: number, manual: ManualScore) {
    const show = await showOfBattle(deps, battleId);
    return show.ok ? show.value.addScore(battleId, manual) : show;
  }

  return {
    async startBattle({ body: { stage, ...plan } }) {
      const show = await showOfStage(deps, stage);
      if (!show.ok) return show;
      const started = await show.value.start(plan);
      return started.ok ? summaryOf(started.value.battleId) : started;
    },
    async endBattle({ params: { id } }) {
      const show = await showOfBattle(deps, id);
      if (show.ok) await show.value.end(id);
      // A battle that is over answers itself, wherever its stage is.
      else if (show.refusal.code === "battle_unknown" || !(await isOver(dataSource, id)))
        return show;
      return summaryOf(id);
    },
    addScore: ({ params, body }) => addScore(params.id, body),
    async resetBattle({ params: { id } }) {
      const show = await showOfBattle(deps, id);
      return show.ok ? show.value.reset(id) : show;
    },
    async scoreAlias({ body: { stage, ...manual } }) {
      const show = await showOfStage(deps, stage);
      if (!show.ok) return show;
      const { row } = show.value;
      return row === undefined ? refuse("battle_not_running") : show.value.addScore(row.id, manual);
    },
    async resetAlias({ body }) {
      const show = await showOfStage(deps, body.stage);
      if (!show.ok) return show;
      const { row } = show.value;
      if (row !== undefined) await show.value.reset(row.id);
      return accept({});
    },
  } satisfies Partial<Handlers>;
}

async function showOfStage(
  deps: Deps,
  code: string,
): Promise<Outcome<BattleShow, "stage_unknown" | "closing">> {
  const row: DurableRoomRow | undefined = await deps.stages.find(code);
  if (row === undefined) return refuse("stage_unknown");
  const open = deps.directory.find(row.id);
  return open === undefined ? refuse("closing") : accept(open.show);
}

async function showOfBattle(
  { dataSource, directory }: Deps,
  battleId: number,
): Promise<Outcome<BattleShow, "battle_unknown" | "closing">> {
  const row = await dataSource.manager.findOneBy(BattleEntity, { id: battleId });
  if (row === null) return refuse("battle_unknown");
  const open = directory.find(row.roomId);
  return open === undefined ? refuse("closing") : accept(open.show);
}

async function isOver({ manager }: DataSource, battleId: number): Promise<boolean> {
  const row = await manager.findOneByOrFail(BattleEntity, { id: battleId });
  return row.endedAt !== null;
}

async function lastBattle({ manager }: DataSource, roomId: string) {
  const rows = await manager.find(BattleEntity, {
    where: { roomId },
    order: { number: "DESC" },
    take: 1,
  });
  return rows[0];
}
