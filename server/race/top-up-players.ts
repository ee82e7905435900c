import type { DataSource } from "typeorm";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { topUpBroke } from "#server/ledger/top-up-broke.ts";
import { transaction } from "#server/storage/transaction.ts";
import type { PlayerChange } from "./settle-bets.ts";

/** Brings broke players up to the floor, once a day each (LEDGER-8); answers whom it changed. */
export async function topUpPlayers(
  dataSource: DataSource,
  { playerIds, floor, now }: { playerIds: readonly string[]; floor: bigint; now: number },
): Promise<PlayerChange[]> {
  if (playerIds.length === 0) return [];
  const day = new Date(now).toISOString().slice(0, "YYYY-MM-DD".length);
  const wallets = await transaction(dataSource, (manager) =>
    topUpBroke(manager, { playerIds, currency: "chips", floor, day }),
  );
  return wallets.map((wallet) => ({
    playerId: wallet.playerId,
    wallet: toWallet(wallet),
    bets: [],
  }));
}
