import type { DataSource } from "typeorm";
import type { Favor } from "#common/favors/favor-schemas.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { FavorEntity } from "#server/ledger/favor-entity.ts";
import { transaction } from "#server/storage/transaction.ts";
import { lockFavor } from "./lock-favor.ts";
import { readFavor } from "./read-favors.ts";

export type OfferEnd = "declined" | "withdrawn";

/**
 * Ends an offer that nobody has accepted: its borrower declines it, its lender withdraws it. Moves no
 * chips. The same again gets the same answer; a favor of others is `favor_unknown`, one that is past
 * that `favor_not_open`.
 */
export function endOffer(
  dataSource: DataSource,
  request: { playerId: string; favorId: string; as: OfferEnd; now: number },
): Promise<Outcome<{ favor: Favor; isNew: boolean }, "favor_unknown" | "favor_not_open">> {
  const { playerId, favorId, as, now } = request;
  return transaction(dataSource, async (manager) => {
    const row = await lockFavor(manager, BigInt(favorId));
    const mayEnd = as === "declined" ? row?.borrowerId : row?.lenderId;
    if (row === undefined || mayEnd !== playerId) return refuse("favor_unknown");
    if (row.status !== "offered" && row.status !== as) return refuse("favor_not_open");
    const isNew = row.status === "offered";
    if (isNew) {
      await manager.update(FavorEntity, { id: row.id }, { status: as, endedAt: BigInt(now) });
    }
    return accept({ favor: await readFavor(manager, row.id), isNew });
  });
}
