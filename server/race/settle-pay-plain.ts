import type { EntityManager } from "typeorm";
import type { MarketName } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { settleFixed } from "#common/tote/settle-fixed.ts";
import { settleMarket } from "#common/tote/settle-market.ts";
import type { Settlement } from "#common/tote/settlement.ts";
import {
  availableAccount,
  houseAccount,
  lockedAccount,
  poolAccount,
} from "#server/ledger/account-names.ts";
import type { Posting, Transfer } from "#server/ledger/post-transfers.ts";
import { RaceInputEntity } from "./race-entities.ts";
import { type BookedBet, readBets } from "./settle-bets.ts";
import { endBetsPlain, freeLiability, lockRaceMoney } from "./settle-bets-plain.ts";
import { lockFavors, settleFavors } from "./settle-favors-plain.ts";
import type { PayableRace, PayRace } from "./settle-pay.ts";
import type { SettledPool } from "./settle-pools.ts";

/**
 * Pays a race out in steps that can be followed one by one: every pool settled from its bets, every
 * bet ended by itself. The oracle that `payRace` is compared with.
 */
export const payRacePlain: PayRace = async (manager, race) => {
  const { id: raceId } = race.row;
  await assertNothingHeld(manager, raceId);
  const favors = await lockFavors(manager, race.row);
  const bets = await readBets(manager, raceId);
  const open = bets.filter(({ status }) => status === "open");
  const parties = favors.flatMap(({ lenderId, borrowerId }) => [lenderId, borrowerId]);
  const playerIds = [...open.map((bet) => bet.playerId), ...parties];
  const liability = await lockRaceMoney(manager, { raceId, playerIds });
  const pools = settlePools(race, bets);
  const ends = [...pools.values()].flatMap(({ payouts }) => payouts);
  const transfers = [
    ...(await freeLiability(manager, { raceId, liability })),
    ...[...pools].flatMap(([market, pool]) => toTransfer(race, { market, pool, bets: open })),
    ...(await settleFavors(manager, { favors, bets: open, ends, at: race.at, race: race.row })),
  ];
  const wallets = await endBetsPlain(manager, {
    ends: ends.map(({ id, status, payout }) => ({ id: BigInt(id), status, payout, fee: 0n })),
    transfers,
  });
  return {
    wallets,
    pools: new Map([...pools].map(([market, pool]) => [market, withoutPayouts(pool)])),
    favorPlayerIds: [...new Set(parties)].sort(),
  };
};

async function assertNothingHeld(manager: EntityManager, raceId: number): Promise<void> {
  const held = await manager.findOneBy(RaceInputEntity, { raceId, status: "held" });
  if (held !== null) throw new Error(`cast ${held.seq} of race ${raceId} is still held`);
}

/** Settles every market of the race's rules, also the ones nobody backed. */
function settlePools(
  { row, result }: PayableRace,
  book: readonly BookedBet[],
): Map<MarketName, Settlement> {
  const runnerCount = row.runnerCount - row.scratched.length;
  const pools = new Map<MarketName, Settlement>();
  for (const market of row.marketRules.markets) {
    const own = book.filter((bet) => bet.market === market);
    const open = own.filter(({ status }) => status === "open");
    const scratched = own.filter(({ status }) => status === "refunded");
    const bets = open.map(({ id, selection, stake, price }) => {
      return { id: id.toString(), selection, stake, price: price ?? 0 };
    });
    const { fixedPrices: prices } = row.marketRules;
    const { finishOrder: order } = result;
    const settlement =
      market === "win" && prices !== undefined
        ? settleFixed({ bets, order, prices })
        : settleMarket({
            market: markets[market],
            runnerCount,
            order,
            bets,
            rules: toteRules(row.marketRules),
          });
    pools.set(market, { ...settlement, refunds: settlement.refunds + stakesOf(scratched) });
  }
  return pools;
}

/**
 * One transfer for one pool: locked → pool for every stake, pool → available for every payout, what
 * is left → house; at fixed odds there is no pool between player and house. Postings on one account
 * are added up, so a player with ten bets has two.
 */
function toTransfer(
  { row }: PayableRace,
  { market, pool, bets }: { market: MarketName; pool: Settlement; bets: readonly BookedBet[] },
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
  const staked = [...stakes.values()].reduce((total, stake) => total + stake, 0n);
  const account = poolAccount(row.id, market);
  const isFixed = market === "win" && row.marketRules.fixedPrices !== undefined;
  const throughPool = isFixed ? [] : [staked, -staked].map((amount) => ({ account, amount }));
  const postings: Posting[] = [
    ...[...stakes].map(([playerId, stake]) => ({
      account: lockedAccount(playerId),
      amount: -stake,
    })),
    ...throughPool,
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
      raceId: row.id,
      postings: postings.filter(({ amount }) => amount !== 0n),
    },
  ];
}

function withoutPayouts(settlement: Settlement): SettledPool {
  const { payouts: _, ...pool } = settlement;
  return pool;
}

function stakesOf(bets: readonly BookedBet[]): bigint {
  return bets.reduce((total, { stake }) => total + stake, 0n);
}
