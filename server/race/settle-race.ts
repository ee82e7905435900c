import type { DataSource, EntityManager } from "typeorm";
import type { MarketName } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { settleMarket } from "#common/tote/settle-market.ts";
import type { Settlement } from "#common/tote/settlement.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import {
  availableAccount,
  houseAccount,
  lockedAccount,
  poolAccount,
} from "#server/ledger/account-names.ts";
import type { Posting, Transfer } from "#server/ledger/post-transfers.ts";
import { transaction } from "#server/storage/transaction.ts";
import type { BetRow } from "./bet-entity.ts";
import {
  RaceEntity,
  RacePoolEntity,
  RaceResultEntity,
  type RaceResultRow,
  type RaceRow,
} from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { storeRecord } from "./race-record.ts";
import { type BetEnd, endBets, lockBettors, type PlayerChange, readBets } from "./settle-bets.ts";
import { storePlacings } from "./store-placings.ts";
import { type OwnedRace, type RaceChanges, writeRace } from "./write-race.ts";

/** What the settlement of a race did; `already_settled` moved nothing (LEDGER-6). */
export type SettleResult =
  | { outcome: "settled"; changes: PlayerChange[]; pools: Map<MarketName, Settlement> }
  | { outcome: "already_settled" };

/**
 * Pays a race out in one transaction: stakes to their pool, payouts to the winners, the rest to the
 * house, so that every pool ends at 0 (LEDGER-4, 6). Guarded by the race's status and epoch; the
 * record is written with it. Throws when no result is stored.
 */
export function settleRace(
  dataSource: DataSource,
  { race, at, changes }: { race: OwnedRace; at: number; changes: RaceChanges },
): Promise<SettleResult> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    if (row.status === "official") return { outcome: "already_settled" };
    if (row.status !== "settling") throw new Error(`a race in ${row.status} can't be settled`);
    const result = await manager.findOneByOrFail(RaceResultEntity, { raceId: race.raceId });
    const bets = (await readBets(manager, race.raceId)).filter((bet) => bet.status !== "cancelled");
    const { houseBalance } = await lockBettors(manager, bets);
    const pools = settlePools({ row, result, bets });
    assertHouseCovers(houseBalance, pools);
    await writeRace(manager, race, { ...changes, status: "official", finishedAt: BigInt(at) });
    const players = await endBets(manager, {
      bets,
      ends: [...pools.values()].flatMap(toEnds),
      transfers: [...pools].flatMap(([market, pool]) =>
        toTransfer(race.raceId, { market, pool, bets }),
      ),
    });
    await storePools(manager, race.raceId, pools);
    await storePlacings(manager, { row, result });
    await storeRecord(manager, { raceId: race.raceId });
    return { outcome: "settled", changes: players, pools };
  });
}

/** Settles every market of the race's rules, also the ones nobody backed. */
function settlePools({
  row,
  result,
  bets,
}: {
  row: RaceRow;
  result: RaceResultRow;
  bets: BetRow[];
}) {
  const pools = new Map<MarketName, Settlement>();
  for (const market of row.marketRules.markets) {
    pools.set(
      market,
      settleMarket({
        market: markets[market],
        runnerCount: row.card.runners.length,
        order: result.finishOrder,
        bets: bets
          .filter((bet) => bet.market === market)
          .map((bet) => ({ id: bet.id.toString(), selection: bet.selection, stake: bet.stake })),
        rules: toteRules(row.marketRules),
      }),
    );
  }
  return pools;
}

function toEnds(pool: Settlement): BetEnd[] {
  return pool.payouts.map(({ id, status, payout }) => ({ id: BigInt(id), status, payout }));
}

/**
 * One transfer for one pool: locked → pool for every stake, pool → available for every payout, what
 * is left → house. Postings on one account are added up, so a player with ten bets has two.
 */
function toTransfer(
  raceId: number,
  { market, pool, bets }: { market: MarketName; pool: Settlement; bets: BetRow[] },
): Transfer[] {
  const betById = new Map(bets.map((bet) => [bet.id.toString(), bet]));
  const stakes = new Map<string, bigint>();
  const payouts = new Map<string, bigint>();
  let left = 0n;
  for (const { id, payout } of pool.payouts) {
    const bet = betById.get(id);
    if (bet === undefined) throw new Error(`payout of unknown bet ${id}`);
    stakes.set(bet.playerId, (stakes.get(bet.playerId) ?? 0n) + bet.stake);
    payouts.set(bet.playerId, (payouts.get(bet.playerId) ?? 0n) + payout);
    left += bet.stake - payout;
  }
  if (stakes.size === 0) return [];
  const staked = [...stakes.values()].reduce((sum, stake) => sum + stake, 0n);
  const account = poolAccount(raceId, market);
  const postings: Posting[] = [
    ...[...stakes].map(([playerId, stake]) => ({
      account: lockedAccount(playerId),
      amount: -stake,
    })),
    { account, amount: staked },
    { account, amount: -staked },
    ...[...payouts].map(([playerId, payout]) => ({
      account: availableAccount(playerId),
      amount: payout,
    })),
    { account: houseAccount("chips"), amount: left },
  ];
  return [
    {
      kind: pool.outcome === "paid" ? "race_settled" : "race_refunded",
      currency: "chips",
      raceId,
      postings: postings.filter(({ amount }) => amount !== 0n),
    },
  ];
}

/** With the stake as the minimum dividend the house can't lose; a rule that lets it must have covered it. */
function assertHouseCovers(houseBalance: bigint, pools: Map<MarketName, Settlement>): void {
  let left = houseBalance;
  for (const pool of pools.values()) left += pool.takeout + pool.breakage;
  if (left < 0n) throw new Error("the house can't cover this settlement");
}

async function storePools(
  manager: EntityManager,
  raceId: number,
  pools: Map<MarketName, Settlement>,
): Promise<void> {
  const rows = [...pools].map(([market, pool]) => ({
    raceId,
    market,
    outcome: pool.outcome,
    gross: pool.gross,
    takeout: pool.takeout,
    net: pool.net,
    paid: pool.paid,
    breakage: pool.breakage,
    refunds: pool.refunds,
    dividends: pool.dividends.map(({ selection, perUnit }) => ({
      selection: [...selection],
      perUnit,
    })),
  }));
  await manager.insert(RacePoolEntity, rows);
}
