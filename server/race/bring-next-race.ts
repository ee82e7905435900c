import { randomBytes } from "node:crypto";
import { type DataSource, IsNull } from "typeorm";
import { decodeHex } from "#common/framework/bytes.ts";
import { hashCanonical } from "#common/framework/canonical.ts";
import { forkRandom } from "#common/framework/random.ts";
import { firstHead } from "#common/race/bet-leaf.ts";
import { cardHash, type RaceCard } from "#common/race/card.ts";
import { drawCard } from "#common/race/draw-field.ts";
import { engineHash } from "#common/race/engine.ts";
import { commitmentV2, FAIRNESS_VERSION, hashSeed } from "#common/race/fairness.ts";
import type { RaceStage } from "#common/race/race-lifecycle.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceChainEntity } from "./fairness-entities.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";
import { toRaceChanges } from "./race-stage-row.ts";
import type { RaceTerms } from "./race-terms.ts";
import { drawSeed } from "./seed-chain.ts";

const SECRET_BYTES = 32;

/**
 * Draws the next race of a room and commits to it: card, terms, engine and seed are fixed and
 * hashed before anybody can bet (RACE-6). The seed and the field come from independent randomness,
 * so that the field tells nothing of the race. A `card` given was drawn ahead, with its terms.
 */
export function bringNextRace(
  dataSource: DataSource,
  next: {
    room: { id: string; epoch: number };
    stage: RaceStage;
    marketRules: RaceTerms;
    fieldSize: number;
    card?: RaceCard;
  },
): Promise<RaceRow> {
  const { room, stage, marketRules, fieldSize } = next;
  const random = forkRandom(randomBytes(SECRET_BYTES), "field");
  const card = next.card ?? drawCard({ fieldSize, random });
  const hashes = {
    cardHash: cardHash(card),
    marketRulesHash: hashCanonical(marketRules),
    engineHash,
  };
  return transaction(dataSource, async (manager) => {
    await assertMine(manager, room);
    // Found when an earlier try committed without hearing so.
    const unfinished = await manager.findOneBy(RaceEntity, {
      roomId: room.id,
      finishedAt: IsNull(),
    });
    if (unfinished !== null) return unfinished;
    const last: { number: number | null }[] = await manager.query(
      "SELECT max(number) AS number FROM races WHERE room_id = $1",
      [room.id],
    );
    const ids: { id: number }[] = await manager.query(
      "SELECT nextval(pg_get_serial_sequence('races', 'id'))::int AS id",
    );
    const { id } = ids[0] as { id: number };
    const { seedAnchor, ...seed } = await drawSeed(manager, room.id);
    const seedHash = hashSeed(decodeHex(seed.serverSeed));
    const { seedIndex } = seed;
    await manager.insert(RaceEntity, {
      id,
      roomId: room.id,
      number: (last[0]?.number ?? 0) + 1,
      epoch: room.epoch,
      status: "lobby",
      ...toRaceChanges(stage),
      card: card as object,
      marketRules: marketRules as object,
      ...hashes,
      fairnessVersion: FAIRNESS_VERSION,
      ...seed,
      tagSecret: randomBytes(SECRET_BYTES),
      runnerCount: card.runners.length,
      commitment: commitmentV2({ raceId: id, ...hashes, seedHash, seedAnchor, seedIndex }),
    });
    await manager.insert(RaceChainEntity, { raceId: id, head: Buffer.from(firstHead(id)) });
    return manager.findOneByOrFail(RaceEntity, { id });
  });
}
