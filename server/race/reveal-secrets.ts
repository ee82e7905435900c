import type { EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { hashSecret } from "#common/race/entropy.ts";
import { enterRacesOf, type SecretWord } from "./phone-words.ts";
import type { RaceRow } from "./race-entities.ts";

export type RevealAnswer = Outcome<
  Record<string, never>,
  "race_unknown" | "entropy_closed" | "entropy_mismatch"
>;

interface PlacedPhone {
  raceId: number;
  playerId: string;
  hash: string;
  secret: string | null;
}

/**
 * Keeps phones' secrets in one statement, between the lock and the off, from the phones of the tree
 * alone. The same again is accepted at any time. Answers in the order of the words.
 */
export async function revealSecrets(
  manager: EntityManager,
  words: readonly SecretWord[],
): Promise<RevealAnswer[]> {
  const races = await enterRacesOf(manager, words);
  const phones = await readPlaced(manager, words);
  const told: object[] = [];
  const answers = words.map((word): RevealAnswer => {
    const race = races.get(word.raceId);
    const phone = phones.get(keyOf(word));
    const answer = judge(word, race, phone);
    const { raceId: race_id, playerId: player_id, secret } = word;
    if (answer.ok && phone?.secret === null) told.push({ race_id, player_id, secret });
    return answer;
  });
  if (told.length === 0) return answers;
  await manager.query(
    `UPDATE race_entropy AS phone SET secret = told.secret
     FROM jsonb_to_recordset($1::jsonb) AS told (race_id int, player_id uuid, secret text)
     WHERE phone.race_id = told.race_id AND phone.player_id = told.player_id
       AND phone.secret IS NULL`,
    [JSON.stringify(told)],
  );
  return answers;
}

function judge(
  { roomKey, secret }: SecretWord,
  race: RaceRow | undefined,
  phone: PlacedPhone | undefined,
): RevealAnswer {
  if (race === undefined || race.roomId !== roomKey) return refuse("race_unknown");
  if (phone === undefined) return refuse("entropy_closed");
  if (phone.hash !== hashSecret(secret)) return refuse("entropy_mismatch");
  if (phone.secret !== null) return accept({});
  if (race.status !== "racing" || race.revealedRoot !== null) return refuse("entropy_closed");
  return accept({});
}

/** The phones of the tree among those that speak. */
async function readPlaced(
  manager: EntityManager,
  words: readonly SecretWord[],
): Promise<Map<string, PlacedPhone>> {
  const rows: PlacedPhone[] = await manager.query(
    `SELECT race_id AS "raceId", player_id AS "playerId", hash, secret FROM race_entropy
     WHERE position IS NOT NULL
       AND (race_id, player_id) IN (SELECT * FROM unnest($1::int[], $2::uuid[]))`,
    [words.map(({ raceId }) => raceId), words.map(({ playerId }) => playerId)],
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function keyOf({ raceId, playerId }: { raceId: number; playerId: string }): string {
  return `${raceId} ${playerId}`;
}
