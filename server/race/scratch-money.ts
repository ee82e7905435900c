import type { EntityManager } from "typeorm";
import type { RaceRow } from "./race-entities.ts";
import type { WalletJson } from "./settle-bets.ts";

/**
 * The money of a scratch, and the runner's leaving; answers the wallets it moved. There are two of
 * them, which must never differ.
 */
export type ScratchMoney = (
  manager: EntityManager,
  scratch: { row: RaceRow; number: number },
) => Promise<WalletJson[]>;

/** Takes the runner out by one function of the database. */
export const scratchMoney: ScratchMoney = async (manager, { row, number }) => {
  const rows: { wallets: WalletJson[] }[] = await manager.query(
    "SELECT scratch_runner($1, $2) AS wallets",
    [row.id, number],
  );
  return (rows[0] as { wallets: WalletJson[] }).wallets;
};
