import type { DataSource } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { BoardSpan, statsRoutes } from "#common/stats/stats-api.ts";
import { playerIdOf } from "#server/framework/caller.ts";
import type { Clock } from "#server/framework/clock.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import { boardFrom } from "./board-span.ts";
import { keepBoards } from "./keep-boards.ts";
import { readOwnStats } from "./read-own-stats.ts";
import type { BoardLine } from "./read-player-board.ts";
import { readRaceStats } from "./read-race-stats.ts";
import { readRunner } from "./read-runner.ts";
import { readRunners } from "./read-runners.ts";
import { countOfficial, rememberUntilRace } from "./remember-until-race.ts";

/** Addresses at which a browser gets `stats.html`; some of them are routes as well. */
export const statsPages = [
  "/stats",
  "/stats/runners",
  "/stats/runners/:runnerId",
  "/stats/races",
  "/stats/races/:raceId",
  "/stats/me",
  "/leaderboards/players",
] as const;

/** Statistics of runners, races and players, and the leaderboards of players. */
export function createStatsHandlers(deps: {
  dataSource: DataSource;
  clock: Pick<Clock, "now">;
}): RouteHandlers<typeof statsRoutes> {
  const { dataSource } = deps;
  const { manager } = dataSource;
  const remember = rememberUntilRace(dataSource, deps.clock);
  const boards = keepBoards(manager);

  function readBoard(board: { span: BoardSpan; roomId: string | null; now: number }) {
    const { span, roomId, now } = board;
    const from = boardFrom(span, now);
    return remember(`board ${from} ${roomId}`, () => boards({ from, roomId }));
  }

  return {
    async listRunnerStats() {
      return remember("runners", async () =>
        accept({ races: await countOfficial(dataSource), runners: await readRunners(manager) }),
      );
    },
    async readRunnerStats({ params: { runnerId } }) {
      const stats = await remember(`runner ${runnerId}`, () => readRunner(manager, runnerId));
      return stats === undefined ? refuse("not_found") : accept(stats);
    },
    async readRaceStats({ params }) {
      const stats = await readRaceStats(manager, params.raceId);
      return stats === undefined ? refuse("race_unknown") : accept(stats);
    },
    readOwnStats: async ({ caller }) => accept(await readOwnStats(manager, playerIdOf(caller))),
    async readPlayerBoard({ query: { span, lobby, limit }, arrivedAtMs: now }) {
      const room = await findRoom(dataSource, lobby);
      if (!room.ok) return room;
      const board = await readBoard({ span, roomId: room.value, now });
      return accept({
        span,
        from: boardFrom(span, now),
        playerCount: board.length,
        // Written out: a player's id stays here.
        players: board.slice(0, limit).map((line, index) => ({
          place: index + 1,
          name: line.name,
          races: line.races,
          bets: line.bets,
          staked: line.staked,
          paid: line.paid,
          powers: line.powers,
          net: line.net,
        })),
      });
    },
    async readOwnPlaces({ query, caller, arrivedAtMs: now }) {
      const room = await findRoom(dataSource, query.lobby);
      if (!room.ok) return room;
      const playerId = playerIdOf(caller);
      const placeOn = async (span: BoardSpan) =>
        findPlace(await readBoard({ span, roomId: room.value, now }), playerId);
      return accept({
        tonight: await placeOn("tonight"),
        season: await placeOn("season"),
        all: await placeOn("all"),
      });
    },
  };
}

function findPlace(board: readonly BoardLine[], playerId: string) {
  const index = board.findIndex((line) => line.playerId === playerId);
  const line = board[index];
  return line === undefined ? null : { place: index + 1, net: line.net };
}

/** The room of a lobby's code, open or closed, the newest where a code came twice; null without a code. */
async function findRoom(
  { manager }: DataSource,
  code: string | undefined,
): Promise<Outcome<string | null, "lobby_unknown">> {
  if (code === undefined) return accept(null);
  const room = await manager.findOne(DurableRoom, {
    where: { type: "race", code },
    order: { openedAt: "DESC" },
  });
  return room === null ? refuse("lobby_unknown") : accept(room.id);
}
