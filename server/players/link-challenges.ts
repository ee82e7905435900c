import type { EntityManager } from "typeorm";
import { LinkChallengeEntity, type LinkChallengeRow } from "./link-challenge-entity.ts";

const WRONG_TRIES_MAX = 5;

/**
 * Locks every open code for one of these handles, ascending by id; after the viewers and before the
 * wallets (see `lockWallets`).
 */
export async function lockChallenges(
  manager: EntityManager,
  { source, handleKeys }: { source: string; handleKeys: readonly string[] },
): Promise<LinkChallengeRow[]> {
  if (handleKeys.length === 0) return [];
  return manager
    .createQueryBuilder(LinkChallengeEntity, "challenge")
    .where("challenge.source = :source and challenge.handleKey = any(:handleKeys)", {
      source,
      handleKeys,
    })
    .andWhere("challenge.endedBy is null")
    .orderBy("challenge.id")
    .setLock("for_no_key_update")
    .getMany();
}

/**
 * Answers a code that came from a handle at a moment: uses up the challenge that asked for it and
 * answers it, or counts a wrong try for everyone who asked for that handle; the fifth voids a
 * challenge. `challenges` are locked ones, changed here and in the database alike.
 */
export async function answerChallenge(
  manager: EntityManager,
  challenges: readonly LinkChallengeRow[],
  { handleKey, code, at }: { handleKey: string; code: string; at: number },
): Promise<LinkChallengeRow | undefined> {
  const asking = challenges.filter(
    (challenge) =>
      challenge.handleKey === handleKey &&
      challenge.endedBy === null &&
      at <= Number(challenge.expiresAtMs),
  );
  const asked = asking.find((challenge) => challenge.code === code);
  if (asked !== undefined) {
    asked.endedBy = "use";
    await manager.update(LinkChallengeEntity, { id: asked.id }, { endedBy: "use" });
    return asked;
  }
  for (const challenge of asking) {
    challenge.wrongTries += 1;
    if (challenge.wrongTries === WRONG_TRIES_MAX) challenge.endedBy = "wrong_tries";
    const { wrongTries, endedBy } = challenge;
    await manager.update(LinkChallengeEntity, { id: challenge.id }, { wrongTries, endedBy });
  }
  return undefined;
}
