import type { DataSource } from "typeorm";
import type { BattleTally } from "#common/battle/battle-tally.ts";
import { withPlan } from "#common/battle/planned-end.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { readTally } from "./read-tally.ts";
import { type OwnedBattle, writeBattle } from "./write-battle.ts";

/** What was thought of the lead is not what the rows say: a batch was on its way. */
export class LeadChanged extends Error {
  readonly tally: BattleTally;

  constructor(tally: BattleTally) {
    super("the lead has changed");
    this.tally = tally;
  }
}

/**
 * Ends the time of a battle, `passedAt`: into a sudden death, which is a new planned end from then on,
 * or into `closing`, where gifts count that were created before `endsAt`. `isTied` is what the step took the lead for, undefined where it does not
 * matter: when the rows say otherwise it throws `LeadChanged` with their sums and writes nothing.
 */
export function endRound(
  dataSource: DataSource,
  round: {
    battle: OwnedBattle;
    status: "sudden_death" | "closing";
    passedAt: number;
    endsAt: number;
    isTied: boolean | undefined;
    now: number;
  },
): Promise<BattleTally> {
  const { battle, status, passedAt, endsAt, isTied, now } = round;
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, battle.roomId, "exclusive");
    await assertMine(manager, { id: battle.roomId, epoch: battle.epoch });
    const row = await manager.findOneByOrFail(BattleEntity, { id: battle.battleId });
    const tally = await readTally(manager, row, now);
    const isTiedNow = tally.standings().leaders.length > 1;
    if (isTied !== undefined && isTied !== isTiedNow) throw new LeadChanged(tally);
    await writeBattle(manager, battle, {
      status,
      endsAt: BigInt(endsAt),
      ...(status === "sudden_death"
        ? { plannedEnds: withPlan(row.plannedEnds, { fromMs: passedAt, endsAt }) }
        : {}),
    });
    return tally;
  });
}
