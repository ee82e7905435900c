import type { DataSource } from "typeorm";
import type { Bet } from "#common/race/bet-schemas.ts";
import type { Cast } from "#common/race/power-contract.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { readWallets } from "#server/ledger/read-wallets.ts";
import { BetEntity, toBet } from "./bet-entity.ts";
import { readCasts } from "./read-casts.ts";

/** A player's bets on one race, the powers cast in it, and the balance after them, at one moment. */
export function readMine(
  dataSource: DataSource,
  { playerId, raceId }: { playerId: string; raceId: number },
): Promise<{ bets: Bet[]; casts: Cast[]; wallet: Wallet }> {
  return dataSource.transaction("REPEATABLE READ", async (manager) => {
    const bets = await manager.find(BetEntity, {
      where: { playerId, raceId },
      order: { id: "ASC" },
    });
    const casts = await readCasts(manager, { playerId, raceId });
    const wallets = await readWallets(manager, playerId);
    const wallet = wallets.find(({ currency }) => currency === "chips");
    if (wallet === undefined) throw new Error(`player ${playerId} has no chips wallet`);
    return { bets: bets.map(toBet), casts, wallet };
  });
}
