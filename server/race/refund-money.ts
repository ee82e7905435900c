import type { EntityManager } from "typeorm";
import type { RaceRow } from "./race-entities.ts";
import type { WalletJson } from "./settle-bets.ts";

/** The money of a void; answers the wallets it moved. There are two of them, which must never differ. */
export type RefundMoney = (manager: EntityManager, row: RaceRow) => Promise<WalletJson[]>;

/** Gives everything back by one function of the database. */
export const refundMoney: RefundMoney = async (manager, { id }) => {
  const rows: { wallets: WalletJson[] }[] = await manager.query(
    "SELECT refund_race($1) AS wallets",
    [id],
  );
  return (rows[0] as { wallets: WalletJson[] }).wallets;
};
