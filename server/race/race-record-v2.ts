import type { EntityManager } from "typeorm";
import { encodeHex } from "#common/framework/bytes.ts";
import { knownEngineHashes } from "#common/race/engine.ts";
import { countRevealed, revealedRoot } from "#common/race/entropy.ts";
import type { PowerName } from "#common/race/powers.ts";
import type { RaceResult } from "#common/race/race-simulation.ts";
import { type RaceRecordV2, RECORD_FORMAT, recordHash } from "#common/race/record.ts";
import { simulateRace } from "#common/race/simulate-race.ts";
import { tagOf } from "./entropy-places.ts";
import { RaceChainEntity } from "./fairness-entities.ts";
import {
  RaceInputEntity,
  type RaceInputRow,
  type RaceResultRow,
  type RaceRow,
} from "./race-entities.ts";
import { raceSeedOf, readPhones } from "./race-seed.ts";
import type { RecordSource } from "./record-common.ts";
import { readChainTerms } from "./seed-chain.ts";
import type { BookedBet } from "./settle-bets.ts";
import { sha256 } from "./sha256.ts";

/** The record of a race whose seed the phones had a part in; of a void one, how it would have ended. */
export async function toRecordV2(
  manager: EntityManager,
  { row, common, result, bets }: RecordSource,
): Promise<RaceRecordV2> {
  if (row.seedChainId === null || row.seedIndex === null) throw new Error("a race without a seed");
  const draw = await readDraw(manager, row);
  const inputs = await manager.find(RaceInputEntity, {
    where: { raceId: row.id },
    order: { seq: "ASC" },
  });
  const chain = await manager.findOneByOrFail(RaceChainEntity, { raceId: row.id });
  if (bets.length !== chain.betCount) {
    throw new Error(`race ${row.id} has ${bets.length} bets, its chain ${chain.betCount}`);
  }
  const chained = bets.toSorted((a, b) => (a.serial ?? 0) - (b.serial ?? 0));
  const record: Omit<RaceRecordV2, "hash"> = {
    format: RECORD_FORMAT,
    fairnessVersion: 2,
    ...common,
    ...(await readChainTerms(manager, row.seedChainId)),
    seedIndex: row.seedIndex,
    betsHead: encodeHex(chain.head),
    lock: row.lockRoots,
    entropy: draw.phones,
    revealedRoot: draw.revealedRoot,
    revealedCount: draw.revealedCount,
    raceSeed: draw.seed && encodeHex(draw.seed),
    bets: chained.map((bet) => toRecordedBet(bet)),
    inputs: inputs.map((input) => toRecordedInput(row, input)),
    scratched: row.scratched,
    ...resultOf(row, { result, seed: draw.seed, inputs }),
    voidsAfterLock: await countVoids(manager, row),
  };
  return { ...record, hash: recordHash(record, sha256) };
}

/** What was drawn from. A race void between its lock and its off is drawn from what was revealed by then. */
async function readDraw(manager: EntityManager, row: RaceRow) {
  if (row.lockRoots === null) {
    return { phones: [], revealedRoot: null, revealedCount: null, seed: null };
  }
  const placed = await readPhones(manager, row.id);
  const phones = placed.map(({ playerId, hash, secret }) => {
    return { tag: tagOf(row, playerId), hash, secret };
  });
  const drawn = {
    revealedRoot: row.revealedRoot ?? revealedRoot(phones),
    revealedCount: row.revealedCount ?? countRevealed(phones),
  };
  return { phones, ...drawn, seed: raceSeedOf({ ...row, ...drawn }) };
}

/** The stored result; without one, how the race would have ended, as far as its engine is still here. */
function resultOf(
  row: RaceRow,
  {
    result,
    seed,
    inputs,
  }: { result: RaceResultRow | null; seed: Uint8Array | null; inputs: readonly RaceInputRow[] },
): RaceResult {
  if (result !== null) {
    const { finishOrder, finishTimesMs, ticks } = result;
    return { order: finishOrder, finishTimesMs, ticks };
  }
  if (seed === null || !knownEngineHashes.has(row.engineHash)) {
    return { order: [], finishTimesMs: [], ticks: 0 };
  }
  const casts = inputs.map(({ playerId, ...input }) => ({ ...input, player: playerId }));
  const { order, finishTimesMs, ticks } = simulateRace(row.card, seed, casts, {
    scratched: row.scratched,
  });
  return { order, finishTimesMs, ticks };
}

/** Keys in the order of the canonical text: ten thousand bets are sorted sooner. */
function toRecordedBet(bet: BookedBet): RaceRecordV2["bets"][number] {
  if (bet.serial === null || bet.tag === null || bet.salt === null) {
    throw new Error(`bet ${bet.id} has no place in the chain`);
  }
  return {
    market: bet.market,
    payout: bet.payout.toString(),
    price: bet.price ?? 0,
    salt: bet.salt,
    selection: bet.selection,
    serial: bet.serial,
    stake: bet.stake.toString(),
    status: bet.status as RaceRecordV2["bets"][number]["status"],
    tag: bet.tag,
  };
}

function toRecordedInput(row: RaceRow, input: RaceInputRow): RaceRecordV2["inputs"][number] {
  const { seq, tick, target, status } = input;
  if (status === "held") throw new Error(`power ${seq} is still held at the end of its race`);
  return {
    seq,
    tick,
    player: tagOf(row, input.playerId),
    power: input.power as PowerName,
    target,
    cost: input.cost.toString(),
    status,
    reason: input.reason,
  };
}

/** RACE-6 f): this lobby's races, up to this one, that were void after their lock. */
async function countVoids(manager: EntityManager, row: RaceRow): Promise<number> {
  const rows: { count: number }[] = await manager.query(
    `SELECT count(*)::int AS count FROM races
     WHERE room_id = $1 AND number <= $2 AND status = 'void' AND lock_roots IS NOT NULL`,
    [row.roomId, row.number],
  );
  return rows[0]?.count ?? 0;
}
