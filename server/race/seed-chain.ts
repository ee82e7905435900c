import { randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { SEED_CHAIN_LENGTH, seedAt } from "#common/race/seed-chain.ts";
import { SeedChainEntity, type SeedChainRow } from "./fairness-entities.ts";

const SEED_BYTES = 32;

/** A race's place in its lobby's chain of seeds (RACE-6 a). Hexadecimal. */
export interface DrawnSeed {
  seedChainId: number;
  /** s_0. */
  seedAnchor: string;
  /** k. */
  seedIndex: number;
  /** s_k: served to nobody before official or void. */
  serverSeed: string;
}

/**
 * The seed of a room's next race: the next one of its chain. The first race of a room opens a chain,
 * and so does the one after the last seed of a chain. The caller's transaction owns the room.
 */
export async function drawSeed(
  manager: EntityManager,
  roomId: string,
  length = SEED_CHAIN_LENGTH,
): Promise<DrawnSeed> {
  const chains = await manager.find(SeedChainEntity, {
    where: { roomId },
    order: { id: "DESC" },
    take: 1,
  });
  const last = chains[0];
  const used = last === undefined ? 0 : await countUsed(manager, last.id);
  const isUsedUp = last === undefined || used >= last.length;
  const chain = isUsedUp ? await openChain(manager, { roomId, length }) : last;
  const seedIndex = isUsedUp ? 1 : used + 1;
  const serverSeed = seedAt(decodeHex(chain.lastSeed), chain.length, seedIndex);
  return {
    seedChainId: chain.id,
    seedAnchor: chain.anchor,
    seedIndex,
    serverSeed: encodeHex(serverSeed),
  };
}

/** The anchor that a chain has published. */
export async function readAnchor(manager: EntityManager, seedChainId: number): Promise<string> {
  return (await readChainTerms(manager, seedChainId)).seedAnchor;
}

/** The anchor that a chain has published, and for how many races it lasts. */
export async function readChainTerms(
  manager: EntityManager,
  seedChainId: number,
): Promise<{ seedAnchor: string; seedChainLength: number }> {
  const chain = await manager.findOneByOrFail(SeedChainEntity, { id: seedChainId });
  return { seedAnchor: chain.anchor, seedChainLength: chain.length };
}

async function openChain(
  manager: EntityManager,
  { roomId, length }: { roomId: string; length: number },
): Promise<SeedChainRow> {
  const lastSeed = randomBytes(SEED_BYTES);
  const anchor = encodeHex(seedAt(lastSeed, length, 0));
  const chain = { roomId, anchor, lastSeed: encodeHex(lastSeed), length };
  const { identifiers } = await manager.insert(SeedChainEntity, chain);
  const { id } = identifiers[0] as { id: number };
  return { id, ...chain };
}

async function countUsed(manager: EntityManager, seedChainId: number): Promise<number> {
  const rows: { used: number | null }[] = await manager.query(
    "SELECT max(seed_index) AS used FROM races WHERE seed_chain_id = $1",
    [seedChainId],
  );
  return rows[0]?.used ?? 0;
}
