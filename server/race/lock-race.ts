import type { DataSource, EntityManager } from "typeorm";
import { encodeHex } from "#common/framework/bytes.ts";
import { cancelsRoot } from "#common/race/cancels-root.ts";
import { merkleRoot } from "#common/race/merkle-tree.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { placePhones } from "./entropy-places.ts";
import { RaceChainEntity } from "./fairness-entities.ts";
import { type LockRoots, RaceEntity, type RaceRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { type RacePools, readPools } from "./read-pools.ts";
import { sha256 } from "./sha256.ts";
import { type OwnedRace, writeRace } from "./write-race.ts";

const LEAF_BYTES = 32;

/** What is fixed by the lock. `roots` is null in a race of fairness version 1. */
export interface LockedRace {
  pools: RacePools;
  roots: LockRoots | null;
}

/**
 * Locks betting: behind every bet that holds the gate, and in front of every later one. Pools and
 * roots are read under the lock, so what is shown from now on is what will be settled (TOTE-11) and
 * what the seed is made of (RACE-6 c). A second call keeps the roots of the first.
 */
export function lockRace(
  dataSource: DataSource,
  { race, offAt }: { race: OwnedRace; offAt: number },
): Promise<LockedRace> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    // `racing` already: an earlier try committed without hearing so.
    if (row.status !== "betting" && row.status !== "racing")
      throw new Error(`a race in ${row.status} can't be locked`);
    const roots = row.lockRoots ?? (await fixRoots(manager, row));
    await writeRace(manager, race, {
      status: "racing",
      phaseEndsAt: null,
      pausedLeftMs: null,
      offAt: BigInt(offAt),
      lockRoots: roots,
    });
    return { pools: await readPools(manager, race.raceId), roots };
  });
}

async function fixRoots(manager: EntityManager, row: RaceRow): Promise<LockRoots | null> {
  if (row.fairnessVersion === 1) return null;
  const chain = await manager.findOneByOrFail(RaceChainEntity, { raceId: row.id });
  const { leaves, cancelled } = await readLeaves(manager, row.id);
  if (leaves.length !== chain.betCount) {
    throw new Error(`race ${row.id} has ${leaves.length} leaves for ${chain.betCount} bets`);
  }
  const phones = await placePhones(manager, row);
  return {
    betCount: chain.betCount,
    betsHead: encodeHex(chain.head),
    betsRoot: encodeHex(merkleRoot(leaves, sha256)),
    cancelsRoot: cancelsRoot(row.id, cancelled),
    phoneCount: phones.count,
    entropyRoot: phones.root,
  };
}

/** The leaves of every accepted bet by serial, and the serials of those that were cancelled, ascending. */
async function readLeaves(
  manager: EntityManager,
  raceId: number,
): Promise<{ leaves: Uint8Array[]; cancelled: number[] }> {
  const rows: { leaves: Buffer | null; cancelled: number[] | null }[] = await manager.query(
    `SELECT string_agg(leaf, ''::bytea ORDER BY serial) AS leaves,
       array_agg(serial ORDER BY serial) FILTER (WHERE status = 'cancelled') AS cancelled
     FROM bets WHERE race_id = $1`,
    [raceId],
  );
  const bytes = rows[0]?.leaves ?? Buffer.alloc(0);
  const leaves = Array.from({ length: bytes.length / LEAF_BYTES }, (_, index) =>
    bytes.subarray(index * LEAF_BYTES, (index + 1) * LEAF_BYTES),
  );
  return { leaves, cancelled: rows[0]?.cancelled ?? [] };
}
