import { randomInt, randomUUID } from "node:crypto";
import { type DataSource, In } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { drawLobbyCode } from "#common/players/lobby-code.ts";
import type { DurableRoomRow, RoomLeases } from "#server/framework/durable-room.ts";
import { isUniqueViolation } from "#server/storage/sql-state.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";

/** Codes tried before "no code is free" is the answer. */
const CODE_TRIES_MAX = 20;
/** Names of latest arrivals a lobby tells. */
const LATEST_PLAYERS_MAX = 12;

/** A lobby as anyone may see it. */
export interface LobbyView {
  code: string;
  roomId: string;
  joinUrl: string;
  phase: string;
  raceNumber: number;
  playerCount: number;
  latestPlayers: string[];
}

export interface LobbyService {
  open(): Promise<Outcome<DurableRoomRow, "overloaded">>;
  /** The newest open lobby, or the one of a code. */
  find(code: string): Promise<DurableRoomRow | undefined>;
  list(): Promise<DurableRoomRow[]>;
  view(row: DurableRoomRow): Promise<LobbyView>;
  /** Closes a lobby whose race nobody can have bet on; its code is free again. */
  close(row: DurableRoomRow): Promise<Outcome<undefined, "lobby_busy">>;
}

export function createLobbyService(deps: {
  dataSource: DataSource;
  leases: RoomLeases;
  /** Opens the room of a fresh row in this process. */
  openRoom(row: DurableRoomRow): Promise<void>;
  /** Closes the room of a row if this process has it; false when it does not. */
  closeRoom(roomId: string): Promise<boolean>;
  /** Address of the phone page as the LAN sees it, without a slash at its end. */
  phoneUrl(): string;
}): LobbyService {
  const { dataSource, leases } = deps;

  async function insert(): Promise<DurableRoomRow | undefined> {
    const code = drawLobbyCode((bound) => randomInt(bound));
    try {
      return await leases.open({ id: randomUUID(), type: "race", code, settings: {} });
    } catch (error) {
      if (isUniqueViolation(error)) return undefined;
      throw error;
    }
  }

  return {
    async open() {
      for (let tries = 0; tries < CODE_TRIES_MAX; tries += 1) {
        const row = await insert();
        if (row === undefined) continue;
        await deps.openRoom(row);
        return accept(row);
      }
      return refuse("overloaded");
    },
    find: async (code) =>
      code === "current" ? (await leases.listOpen("race"))[0] : leases.findOpen("race", code),
    list: () => leases.listOpen("race"),
    async view(row) {
      const race = await dataSource.manager.findOne(RaceEntity, {
        where: { roomId: row.id },
        order: { number: "DESC" },
      });
      const players: { name: string; count: string }[] = await dataSource.query(
        `SELECT name, count(*) OVER () AS count FROM players WHERE lobby_code = $1
         ORDER BY created_at DESC LIMIT $2`,
        [row.code, LATEST_PLAYERS_MAX],
      );
      return {
        code: row.code,
        roomId: row.id,
        joinUrl: `${deps.phoneUrl()}/?room=${row.code}`,
        phase: race?.status === "official" ? "settling" : (race?.status ?? "lobby"),
        raceNumber: race?.number ?? 0,
        playerCount: Number(players[0]?.count ?? 0),
        latestPlayers: players.map(({ name }) => name),
      };
    },
    close: (row) =>
      transaction(dataSource, async (manager) => {
        const race = await manager.findOne(RaceEntity, {
          where: { roomId: row.id },
          order: { number: "DESC" },
        });
        // Held until the room is closed, the gate keeps its betting from opening meanwhile.
        if (race !== null) await enterRaceGate(manager, race.id, "exclusive");
        const isBusy = await manager.existsBy(RaceEntity, {
          roomId: row.id,
          status: In(["betting", "racing", "settling"]),
        });
        if (isBusy || !(await deps.closeRoom(row.id))) return refuse("lobby_busy");
        return accept(undefined);
      }),
  };
}
