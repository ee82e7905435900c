import { type EntityManager, MoreThanOrEqual } from "typeorm";
import type { Boost } from "#common/battle/multiplier.ts";
import { BattleBoostEntity } from "./battle-entities.ts";

/** Boosts of a battle that last until `from` or longer, the hosts' and those gifts have set off. */
export async function readBoosts(
  manager: EntityManager,
  battleId: number,
  from: number,
): Promise<Boost[]> {
  const rows = await manager.findBy(BattleBoostEntity, {
    battleId,
    untilMs: MoreThanOrEqual(BigInt(from)),
  });
  return rows.map(({ fromMs, untilMs, factor }) => ({
    fromMs: Number(fromMs),
    untilMs: Number(untilMs),
    factor,
  }));
}
