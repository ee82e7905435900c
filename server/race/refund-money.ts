import type { EntityManager } from "typeorm";
import type { RaceRow } from "./race-entities.ts";
import { type PlayerChange, readBets, toPlayerChanges, type WalletJson } from "./settle-bets.ts";

/** The money of a void. There are two of them, which must never differ. */
export type RefundMoney = (manager: EntityManager, row: RaceRow) => Promise<PlayerChange[]>;

/** Gives everything back by one function of the database. */
export const refundMoney: RefundMoney = async (manager, { id }) => {
  const rows: { wallets: WalletJson[] }[] = await manager.query(
    "SELECT refund_race($1) AS wallets",
    [id],
  );
  return toPlayerChanges(rows[0]?.wallets ?? [], await readBets(manager, id));
};
