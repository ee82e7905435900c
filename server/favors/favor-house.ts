import type { DataSource, EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";

/** Player ids → how many official races of a room each has behind them with a bet; 0 is left out. */
export type SettledRaces = (
  manager: EntityManager,
  options: { roomId: string; playerIds: readonly string[] },
) => Promise<ReadonlyMap<string, number>>;

/** What favors work with. */
export interface FavorHouse {
  dataSource: DataSource;
  /** The most of one favor, chips. */
  amountMax: Amount;
  /** Debts that one player may have open, and offers that may wait for an answer. */
  openMax: number;
  settledRaces: SettledRaces;
}

/** The code of the lobby that a token opens. Throws when there is no such room. */
export async function lobbyCodeOf(
  manager: EntityManager,
  roomKey: string | undefined,
): Promise<string> {
  if (roomKey === undefined) throw new Error("a player's token opens no room");
  const { code } = await manager.findOneByOrFail(DurableRoom, { id: roomKey });
  return code;
}
