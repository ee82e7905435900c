import type { EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { enterRacesOf, type HashWord } from "./phone-words.ts";

export type CommitAnswer = Outcome<Record<string, never>, "race_unknown" | "entropy_closed">;

/**
 * Keeps the hashes of phones' secrets in one statement, before the lock of their races; of two of one
 * phone the later. One that answers a call (`isAnswer`) is in the draw. Answers in the order of the
 * words.
 */
export async function commitHashes(
  manager: EntityManager,
  words: readonly HashWord[],
  isAnswer: (raceId: number) => boolean,
): Promise<CommitAnswer[]> {
  const races = await enterRacesOf(manager, words);
  const kept = new Map<string, object>();
  const answers = words.map(({ raceId, roomKey, playerId, hash }): CommitAnswer => {
    const race = races.get(raceId);
    if (race === undefined || race.roomId !== roomKey) return refuse("race_unknown");
    const isOpen = race.status === "lobby" || race.status === "betting";
    if (!isOpen || race.fairnessVersion === 1) return refuse("entropy_closed");
    const row = { race_id: raceId, player_id: playerId, hash, has_answered: isAnswer(raceId) };
    kept.set(`${raceId} ${playerId}`, row);
    return accept({});
  });
  if (kept.size === 0) return answers;
  await manager.query(
    `INSERT INTO race_entropy (race_id, player_id, hash, has_answered)
     SELECT race_id, player_id, hash, has_answered
     FROM jsonb_to_recordset($1::jsonb)
       AS word (race_id int, player_id uuid, hash text, has_answered boolean)
     ORDER BY race_id, player_id
     ON CONFLICT (race_id, player_id) DO UPDATE SET hash = excluded.hash,
       has_answered = race_entropy.has_answered OR excluded.has_answered`,
    [JSON.stringify([...kept.values()])],
  );
  return answers;
}
