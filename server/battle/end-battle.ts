import type { DataSource, EntityManager } from "typeorm";
import type { BattleTally } from "#common/battle/battle-tally.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity, BattleResultEntity, type BattleRow } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { readTally } from "./read-tally.ts";
import { type OwnedBattle, writeBattle } from "./write-battle.ts";

export interface BattleEnd {
  /** `already`: the result was there, and it is this one. */
  outcome: "ended" | "already";
  row: BattleRow;
  tally: BattleTally;
}

/**
 * Ends a battle: result, countries and all-time statistics in one transaction, behind every row of
 * points that is on its way (BATTLE-4). A second end answers the first result and writes nothing. A
 * rehearsal has a result and is on no board (LEDGER-2).
 */
export function endBattle(
  dataSource: DataSource,
  { battle, at }: { battle: OwnedBattle; at: number },
): Promise<BattleEnd> {
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, battle.roomId, "exclusive");
    await assertMine(manager, { id: battle.roomId, epoch: battle.epoch });
    const row = await manager.findOneByOrFail(BattleEntity, { id: battle.battleId });
    const tally = await readTally(manager, row, at);
    if (row.endedAt !== null) return { outcome: "already", row, tally };
    const { order, leader, leaders } = tally.standings();
    const worths = await readWorths(manager, row.id);
    await manager.insert(
      BattleResultEntity,
      order.map(({ country, seat, points }, index) => ({
        battleId: row.id,
        country,
        seat,
        points: BigInt(points),
        place: index + 1,
        gifts: worths.get(country)?.gifts ?? 0,
        diamonds: worths.get(country)?.diamonds ?? 0n,
      })),
    );
    if (!tally.isRehearsal) await addToStats(manager, { battleId: row.id, leaders, at });
    await writeBattle(manager, battle, {
      status: "finished",
      endedAt: BigInt(at),
      winner: leader ?? null,
      isTie: leader === undefined,
      isRehearsal: tally.isRehearsal,
      gifts: tally.gifts,
      diamonds: BigInt(tally.diamonds),
    });
    const ended = await manager.findOneByOrFail(BattleEntity, { id: row.id });
    return { outcome: "ended", row: ended, tally };
  });
}

/** Gifts and diamonds that counted for each country, claimed ones with it. */
async function readWorths(
  manager: EntityManager,
  battleId: number,
): Promise<Map<string, { gifts: number; diamonds: bigint }>> {
  const rows: { country: string; gifts: string; diamonds: string }[] = await manager.query(
    `SELECT country, sum(gifts) AS gifts, sum(diamonds) AS diamonds FROM battle_points
     WHERE battle_id = $1 AND country IS NOT NULL GROUP BY country`,
    [battleId],
  );
  return new Map(
    rows.map(({ country, gifts, diamonds }) => [
      country,
      { gifts: Number(gifts), diamonds: BigInt(diamonds) },
    ]),
  );
}

/**
 * Adds the results of a battle to the countries of all time, in the order of their codes, so that two
 * stages that end at once never wait for each other in a circle. Only who shared the lead has tied.
 */
async function addToStats(
  manager: EntityManager,
  { battleId, leaders, at }: { battleId: number; leaders: readonly string[]; at: number },
): Promise<void> {
  const isWon = leaders.length === 1;
  await manager.query(
    `INSERT INTO country_stats AS stats (country, wins, ties, battles, points, reached_at)
     SELECT country, CASE WHEN $2 AND country = ANY($3) THEN 1 ELSE 0 END,
       CASE WHEN NOT $2 AND country = ANY($3) THEN 1 ELSE 0 END, 1, points, $4
     FROM battle_results WHERE battle_id = $1 ORDER BY country
     ON CONFLICT (country) DO UPDATE SET
       wins = stats.wins + excluded.wins,
       ties = stats.ties + excluded.ties,
       battles = stats.battles + 1,
       points = stats.points + excluded.points,
       reached_at = CASE WHEN excluded.wins > 0 OR excluded.points > 0
         THEN excluded.reached_at ELSE stats.reached_at END`,
    [battleId, isWon, [...leaders], at],
  );
}
