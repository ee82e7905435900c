import type { DataSource, EntityManager } from "typeorm";
import type { PointsRow } from "#common/battle/battle-tally.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { recordHostAction } from "#server/players/host-actions.ts";
import { transaction } from "#server/storage/transaction.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { BattlePointsEntity } from "./battle-points-entity.ts";
import { findActiveBattle } from "./find-active-battle.ts";
import type { OwnedBattle } from "./write-battle.ts";

export interface ManualScore {
  country: string;
  /** Taken away where negative, down to 0. */
  points: number;
  /** The same key counts once in a battle. */
  key?: string | undefined;
}

export type ScoreAdded = Outcome<
  { score: number; row: PointsRow | undefined },
  "battle_not_running" | "side_unknown" | "score_below_zero" | "idempotency_key_reused"
>;

/**
 * Points by the host's hand (BATTLE-5): a row like any other, and an entry in the audit. Alone behind
 * the gate, so that no score falls below 0. A key that was there before answers the score of now and
 * no row; with another country or other points it is refused.
 */
export function addScore(
  dataSource: DataSource,
  { battle, manual, at }: { battle: OwnedBattle; manual: ManualScore; at: number },
): Promise<ScoreAdded> {
  const { country, points, key } = manual;
  return transaction(dataSource, async (manager): Promise<ScoreAdded> => {
    await enterBattleGate(manager, battle.roomId, "exclusive");
    await assertMine(manager, { id: battle.roomId, epoch: battle.epoch });
    const active = await findActiveBattle(manager, battle.roomId);
    if (active?.id !== battle.battleId) return refuse("battle_not_running");
    if (!active.settings.sides.includes(country)) return refuse("side_unknown");
    const score = await readScore(manager, battle.battleId, country);
    const manualKey = key ?? null;
    const known =
      key === undefined
        ? null
        : await manager.findOneBy(BattlePointsEntity, {
            battleId: battle.battleId,
            manualKey: key,
          });
    if (known !== null) {
      const isSame = known.country === country && known.points === BigInt(points);
      return isSame ? accept({ score, row: undefined }) : refuse("idempotency_key_reused");
    }
    if (score + points < 0) return refuse("score_below_zero", { score });
    const { identifiers } = await manager.insert(BattlePointsEntity, {
      battleId: battle.battleId,
      kind: "manual",
      fromCount: 0,
      toCount: 0,
      viewerName: "",
      gifts: 0,
      diamonds: 0n,
      country,
      multiplier: 1,
      points: BigInt(points),
      atMs: BigInt(at),
      manualKey,
    });
    await recordHostAction(manager, {
      at,
      action: "add_score",
      target: `battle:${battle.battleId}`,
      detail: { country, points, score: score + points, key: manualKey },
    });
    const seq = BigInt(identifiers[0]?.seq as bigint);
    return accept({ score: score + points, row: toPointsRow({ seq, country, points, at }) });
  });
}

async function readScore(
  manager: EntityManager,
  battleId: number,
  country: string,
): Promise<number> {
  const rows: { score: string }[] = await manager.query(
    `SELECT coalesce(sum(points), 0) AS score FROM battle_points
     WHERE battle_id = $1 AND country = $2`,
    [battleId, country],
  );
  return Number(rows[0]?.score);
}

function toPointsRow(row: { seq: bigint; country: string; points: number; at: number }): PointsRow {
  return {
    seq: row.seq,
    kind: "manual",
    eventSeq: undefined,
    viewerId: undefined,
    viewerName: "",
    gifts: 0,
    diamonds: 0,
    country: row.country,
    points: row.points,
    atMs: row.at,
    isRehearsal: false,
  };
}
