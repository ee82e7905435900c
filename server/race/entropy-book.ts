import type { DataSource, EntityManager } from "typeorm";
import { type Outcome, refuse } from "#common/framework/refusals.ts";
import type { Clock } from "#server/framework/clock.ts";
import { openBatchLanes, QueueFull } from "#server/storage/batch-lanes.ts";
import { transaction } from "#server/storage/transaction.ts";
import { type CommitAnswer, commitHashes } from "./commit-hashes.ts";
import { RaceEntropyEntity } from "./fairness-entities.ts";
import type { HashWord, PhoneWord, SecretWord } from "./phone-words.ts";
import { type RevealAnswer, revealSecrets } from "./reveal-secrets.ts";
import { openRollCall, type RollCall } from "./roll-call.ts";

/** What the phones add to the seeds of the races (RACE-6 b, c). One for each process. */
export interface EntropyBook {
  /**
   * Keeps the hash of a phone's secret (64 hexadecimal digits), before the lock; a later one takes
   * its place. During a roll call it is the phone's answer, kept with it: another process that takes
   * the room over before the lock finds it.
   */
  commit(word: HashWord): Promise<CommitAnswer | Overloaded>;
  /**
   * Keeps a phone's secret (64 hexadecimal digits), between the lock and the off, from the phones of
   * the tree alone. The same again is accepted at any time.
   */
  reveal(word: SecretWord): Promise<RevealAnswer | Overloaded>;
  /**
   * Asks the phones, by `call`, to commit once more, and resolves as soon as everyone of
   * `playersPresent` who had committed has answered, at once when there is none, and after `withinMs`
   * at the latest, and every word that came until then is written. Until the lock has the gate, others
   * may still join.
   */
  rollCall(
    raceId: number,
    options: { call: () => void; playersPresent: () => readonly string[]; withinMs: number },
  ): Promise<void>;
  /** Settles when every word that has come by now is decided; later ones are not waited for. */
  idle(): Promise<void>;
}

type Overloaded = Outcome<Record<string, never>, "overloaded">;

const BATCH_MAX = 256;
const LANES = 2;
/** Far more than all the phones of a night that answer one call. */
const QUEUE_MAX = 10_000;
const WAIT_MAX_MS = 5_000;
const ALONE_AT_ONCE = 2;
const ALONE_FOR_MS = 2_000;

export function openEntropyBook({
  dataSource,
  clock,
}: {
  dataSource: DataSource;
  clock: Pick<Clock, "after">;
}): EntropyBook {
  const calls = new Map<number, RollCall>();
  const underway = new Set<Promise<unknown>>();
  const commits = openWordLanes(dataSource, (manager, words: readonly HashWord[]) =>
    commitHashes(manager, words, (raceId) => calls.has(raceId)),
  );
  const reveals = openWordLanes(dataSource, revealSecrets);

  async function track<Answer>(work: Promise<Answer>): Promise<Answer | Overloaded> {
    underway.add(work);
    try {
      return await work;
    } catch (error) {
      if (error instanceof QueueFull) return refuse("overloaded");
      throw error;
    } finally {
      underway.delete(work);
    }
  }

  async function idle(): Promise<void> {
    await Promise.allSettled(underway);
  }

  return {
    async commit(word) {
      const answer = await track(commits.run(word));
      if (answer.ok) calls.get(word.raceId)?.hear(word.playerId);
      return answer;
    },
    async reveal(word) {
      const answer = await track(reveals.run(word));
      // The lock is behind us: the call has been answered.
      if (answer.ok) calls.delete(word.raceId);
      return answer;
    },
    idle,
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
      await idle();
    },
  };
}

/** Takes words to the database together: a thousand phones answer one call within the same second. */
function openWordLanes<Word extends PhoneWord, Answer>(
  dataSource: DataSource,
  write: (manager: EntityManager, words: readonly Word[]) => Promise<Answer[]>,
) {
  const writeAll = (words: readonly Word[]) =>
    transaction(dataSource, (manager) => write(manager, words));
  return openBatchLanes<Word, Answer>({
    lanes: LANES,
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    waitMaxMs: WAIT_MAX_MS,
    aloneAtOnce: ALONE_AT_ONCE,
    aloneForMs: ALONE_FOR_MS,
    keysOf: ({ raceId, playerId }) => [`${raceId} ${playerId}`],
    kindOf: ({ raceId }) => `race ${raceId}`,
    ownerOf: ({ playerId }) => playerId,
    runBatch: writeAll,
    // The same word again changes nothing.
    runAlone: async (word) => (await writeAll([word]))[0] as Answer,
  });
}
