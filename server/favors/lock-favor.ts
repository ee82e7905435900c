import type { EntityManager } from "typeorm";
import { FavorEntity, type FavorRow } from "#server/ledger/favor-entity.ts";

/** Locks a favor for this transaction, before any wallet (LEDGER-5); undefined when there is none. */
export async function lockFavor(
  manager: EntityManager,
  favorId: bigint,
): Promise<FavorRow | undefined> {
  const row = await manager
    .createQueryBuilder(FavorEntity, "favor")
    .where("favor.id = :id", { id: favorId.toString() })
    .setLock("for_no_key_update")
    .getOne();
  return row ?? undefined;
}
