import type { DataSource } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { hashSecret } from "#common/race/entropy.ts";
import type { Clock } from "#server/framework/clock.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceEntropyEntity } from "./fairness-entities.ts";
import { RaceEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { openRollCall, type RollCall } from "./roll-call.ts";

/** One phone's word; a race of another room than `roomKey` is `race_unknown`. */
interface PhoneWord {
  raceId: number;
  roomKey: string | undefined;
  playerId: string;
}

/** What the phones add to the seeds of the races (RACE-6 b, c). One for each process. */
export interface EntropyBook {
  /**
   * Keeps the hash of a phone's secret (64 hexadecimal digits), before the lock; a later one takes
   * its place. During a roll call it is the phone's answer, kept with it: another process that takes
   * the room over before the lock finds it.
   */
  commit(
    word: PhoneWord & { hash: string },
  ): Promise<Outcome<Record<string, never>, "race_unknown" | "entropy_closed">>;
  /**
   * Keeps a phone's secret (64 hexadecimal digits), between the lock and the off, from the phones of
   * the tree alone. The same again is accepted at any time.
   */
  reveal(
    word: PhoneWord & { secret: string },
  ): Promise<
    Outcome<Record<string, never>, "race_unknown" | "entropy_closed" | "entropy_mismatch">
  >;
  /**
   * Asks the phones, by `call`, to commit once more, and resolves as soon as everyone of
   * `playersPresent` who had committed has answered, at once when there is none, and after `withinMs`
   * at the latest. Until the lock has the gate, others may still join.
   */
  rollCall(
    raceId: number,
    options: { call: () => void; playersPresent: () => readonly string[]; withinMs: number },
  ): Promise<void>;
}

export function openEntropyBook({
  dataSource,
  clock,
}: {
  dataSource: DataSource;
  clock: Pick<Clock, "after">;
}): EntropyBook {
  const calls = new Map<number, RollCall>();
  return {
    commit({ raceId, roomKey, playerId, hash }) {
      return transaction(dataSource, async (manager) => {
        await enterRaceGate(manager, raceId, "shared");
        const race = await manager.findOneBy(RaceEntity, { id: raceId });
        if (race === null || race.roomId !== roomKey) return refuse("race_unknown");
        const isOpen = race.status === "lobby" || race.status === "betting";
        if (!isOpen || race.fairnessVersion === 1) return refuse("entropy_closed");
        const call = calls.get(raceId);
        const word = { raceId, playerId, hash, ...(call !== undefined && { hasAnswered: true }) };
        await manager.upsert(RaceEntropyEntity, word, ["raceId", "playerId"]);
        call?.hear(playerId);
        return accept({});
      });
    },
    reveal({ raceId, roomKey, playerId, secret }) {
      return transaction(dataSource, async (manager) => {
        await enterRaceGate(manager, raceId, "shared");
        const race = await manager.findOneBy(RaceEntity, { id: raceId });
        if (race === null || race.roomId !== roomKey) return refuse("race_unknown");
        const phone = await manager.findOneBy(RaceEntropyEntity, { raceId, playerId });
        if (phone === null || phone.position === null) return refuse("entropy_closed");
        // The lock is behind us: the call has been answered.
        calls.delete(raceId);
        if (phone.hash !== hashSecret(secret)) return refuse("entropy_mismatch");
        if (phone.secret !== null) return accept({});
        if (race.status !== "racing" || race.revealedRoot !== null) return refuse("entropy_closed");
        await manager.update(RaceEntropyEntity, { raceId, playerId }, { secret });
        return accept({});
      });
    },
    async rollCall(raceId, { call, playersPresent, withinMs }) {
      const rows = await dataSource.manager.findBy(RaceEntropyEntity, { raceId });
      const silent = rows.filter(({ hasAnswered }) => !hasAnswered);
      const committed = new Set(silent.map(({ playerId }) => playerId));
      const awaited = playersPresent().filter((playerId) => committed.has(playerId));
      // Called again when a lock has failed, or by another process: who has answered once is in.
      if (awaited.length === 0) return;
      const rollCall = calls.get(raceId) ?? openRollCall(clock);
      calls.set(raceId, rollCall);
      call();
      await rollCall.wait(awaited, withinMs);
    },
  };
}
