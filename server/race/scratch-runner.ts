import type { DataSource } from "typeorm";
import { assertMine } from "#server/framework/durable-room.ts";
import { allowSlowStatements } from "#server/storage/allow-slow-statements.ts";
import { transaction } from "#server/storage/transaction.ts";
import { CLOSER_STATEMENT_MS } from "./closer-statement-ms.ts";
import { RaceEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { type RacePools, readPools } from "./read-pools.ts";
import { scratchMoney } from "./scratch-money.ts";
import { type PlayerChange, readBets, toPlayerChanges } from "./settle-bets.ts";
import { type OwnedRace, type RaceChanges, writeRace } from "./write-race.ts";

export interface ScratchResult {
  outcome: "scratched" | "already_scratched";
  changes: PlayerChange[];
  /** What is left in them, read behind every bet that holds the gate and in front of every later one. */
  pools: RacePools;
  /** Runners that are left. Fewer than two: the race is to be called off (TOTE-1). */
  runnerCount: number;
}

/**
 * Takes a runner out before the lock, in one transaction: every bet that names it goes back, and
 * every bet at fixed odds (TOTE-6, TOTE-8). The phase ends as `changes` says. A runner that is out
 * already stays out, and nothing changes. Throws on a runner that is not on the card and after the
 * lock. `scratch` moves the money; only a test gives another than `scratchMoney`.
 */
export function scratchRunner(
  dataSource: DataSource,
  {
    race,
    number,
    changes,
    scratch = scratchMoney,
  }: { race: OwnedRace; number: number; changes: RaceChanges; scratch?: typeof scratchMoney },
): Promise<ScratchResult> {
  return transaction(dataSource, async (manager) => {
    await allowSlowStatements(manager, CLOSER_STATEMENT_MS);
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    const runnerCount = row.runnerCount - row.scratched.length;
    if (row.scratched.includes(number)) {
      const pools = await readPools(manager, race.raceId);
      return { outcome: "already_scratched", changes: [], pools, runnerCount };
    }
    if (row.status !== "betting" && row.status !== "lobby")
      throw new Error(`no runner of a race in ${row.status} can be scratched`);
    if (!row.card.runners.some((runner) => runner.number === number))
      throw new RangeError(`no runner ${number} in race ${race.raceId}`);
    const wallets = await scratch(manager, { row, number });
    await writeRace(manager, race, { ...changes, status: row.status });
    const players = toPlayerChanges(wallets, await readBets(manager, race.raceId));
    const pools = await readPools(manager, race.raceId);
    return { outcome: "scratched", changes: players, pools, runnerCount: runnerCount - 1 };
  });
}
