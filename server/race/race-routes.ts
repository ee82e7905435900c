import type { DataSource } from "typeorm";
import { accept, refuse } from "#common/framework/refusals.ts";
import type { raceRoutes } from "#common/race/race-api.ts";
import { playerIdOf } from "#server/framework/caller.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import type { BetDesk } from "./bet-desk.ts";
import { listRaces } from "./list-races.ts";
import type { LobbyService } from "./lobby-service.ts";
import type { PowerDesk } from "./power-desk.ts";
import { RaceRecordEntity } from "./race-entities.ts";
import { readMine } from "./read-mine.ts";

/** Bets, results, records and lobbies over HTTP; bets go to the same desk as the room's. */
export function createRaceHandlers(deps: {
  dataSource: DataSource;
  desk: BetDesk;
  powers: PowerDesk;
  lobbies: LobbyService;
}): RouteHandlers<typeof raceRoutes> {
  const { dataSource, desk, powers, lobbies } = deps;
  return {
    placeBet: ({ body, caller, idempotencyKey, arrivedAtMs }) =>
      desk.place(
        {
          ...body,
          key: idempotencyKey as string,
          playerId: playerIdOf(caller),
          roomKey: caller.roomKey,
          arrivedAtMs,
        },
        caller.name ?? "",
      ),
    cancelBet: ({ params, caller, arrivedAtMs }) =>
      desk.cancel({ ...params, playerId: playerIdOf(caller), arrivedAtMs }, caller.name ?? ""),
    castPower: ({ body, caller, idempotencyKey, arrivedAtMs }) =>
      powers.cast(
        {
          ...body,
          key: idempotencyKey as string,
          playerId: playerIdOf(caller),
          roomKey: caller.roomKey,
          arrivedAtMs,
        },
        caller.name ?? "",
      ),
    listMyBets: async ({ query, caller }) =>
      accept(await readMine(dataSource, { ...query, playerId: playerIdOf(caller) })),
    listRaces: async ({ query }) =>
      accept({ races: await listRaces(dataSource, { lobby: query.lobby, limit: query.limit }) }),
    async readRecord({ params }) {
      const row = await dataSource.manager.findOneBy(RaceRecordEntity, { raceId: params.raceId });
      return row === null ? refuse("race_unknown") : accept(row.record);
    },
    async readLobby({ params }) {
      const row = await lobbies.find(params.code);
      return row === undefined ? refuse("lobby_unknown") : accept(await lobbies.view(row));
    },
    async listLobbies() {
      const views = [];
      for (const row of await lobbies.list()) views.push(await lobbies.view(row));
      return accept({ lobbies: views });
    },
    async openLobby() {
      const opened = await lobbies.open();
      return opened.ok ? accept(await lobbies.view(opened.value)) : opened;
    },
    async closeLobby({ params }) {
      const row = await lobbies.find(params.code);
      if (row === undefined) return refuse("lobby_unknown");
      const closed = await lobbies.close(row);
      return closed.ok ? accept({ code: row.code }) : closed;
    },
  };
}
