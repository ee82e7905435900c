import type { EntityManager } from "typeorm";
import { favorTerms } from "#common/favors/favor-terms.ts";

/** A favor repaid in full raises the loyalty of both, up to the most there is (LEDGER-9). */
export async function raiseLoyalty(
  manager: EntityManager,
  playerIds: readonly string[],
): Promise<void> {
  const { loyaltyForRepaying, loyaltyMax } = favorTerms;
  await manager.query("update players set loyalty = least(loyalty + $2, $3) where id = any($1)", [
    playerIds,
    loyaltyForRepaying,
    loyaltyMax,
  ]);
}
