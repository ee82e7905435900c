import type { EntityManager } from "typeorm";
import { encodeHex } from "#common/framework/bytes.ts";
import { playerTag } from "#common/race/bet-leaf.ts";
import { entropyRoot } from "#common/race/entropy.ts";
import { RaceEntropyEntity } from "./fairness-entities.ts";
import type { RaceRow } from "./race-entities.ts";

/**
 * Gives each phone that has committed and answered a call its place in the entropy tree, in the
 * order of the players' tags, so that the order is nobody's choice (RACE-6 c). Under the exclusive gate.
 */
export async function placePhones(
  manager: EntityManager,
  race: Pick<RaceRow, "id" | "tagSecret">,
): Promise<{ count: number; root: string }> {
  const present = await manager.findBy(RaceEntropyEntity, { raceId: race.id, hasAnswered: true });
  const phones = present
    .map(({ playerId, hash }) => ({ playerId, hash, tag: tagOf(race, playerId) }))
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  if (phones.length > 0) {
    await manager.query(
      `UPDATE race_entropy SET position = placed.place - 1
       FROM unnest($2::uuid[]) WITH ORDINALITY AS placed (player_id, place)
       WHERE race_entropy.race_id = $1 AND race_entropy.player_id = placed.player_id`,
      [race.id, phones.map(({ playerId }) => playerId)],
    );
  }
  return { count: phones.length, root: entropyRoot(phones) };
}

/** A player's pseudonym in one race, 32 hexadecimal digits. Throws in a race of fairness version 1. */
export function tagOf(
  { id, tagSecret }: Pick<RaceRow, "id" | "tagSecret">,
  playerId: string,
): string {
  if (tagSecret === null) throw new Error(`race ${id} has no tags`);
  return encodeHex(playerTag(tagSecret, Buffer.from(playerId.replaceAll("-", ""), "hex")));
}
