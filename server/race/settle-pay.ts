import type { EntityManager } from "typeorm";
import { favorTerms } from "#common/favors/favor-terms.ts";
import type { MarketName } from "#common/tote/market.ts";
import type { RaceResultRow, RaceRow } from "./race-entities.ts";
import type { WalletJson } from "./settle-bets.ts";
import {
  type DeclaredPool,
  declarePools,
  readSelectionStakes,
  type SettledPool,
} from "./settle-pools.ts";

/** A race whose gate is held, in `settling`, with its result. */
export interface PayableRace {
  row: RaceRow;
  result: RaceResultRow;
  /** Epoch milliseconds. */
  at: number;
}

/** What a settlement moved. */
export interface PaidRace {
  /** Every wallet that was moved, as it is now, ascending by player id. */
  wallets: WalletJson[];
  pools: Map<MarketName, SettledPool>;
  /** Both sides of every favor of the lobby that this race counted down or repaid, ascending. */
  favorPlayerIds: string[];
}

/** The money of a settlement. There are two of them, which must never differ. */
export type PayRace = (manager: EntityManager, race: PayableRace) => Promise<PaidRace>;

/**
 * Pays a race out by one function of the database: the tote declares here, from the stakes of each
 * selection, and the function pays every bet by these fractions (LEDGER-4, LEDGER-6, LEDGER-9).
 */
export const payRace: PayRace = async (manager, { row, result, at }) => {
  const stakes = await readSelectionStakes(manager, row.id);
  const declared = declarePools({ row, result, stakes });
  const { loyaltyForRepaying, loyaltyForDefault } = favorTerms;
  const rows: { settled: SettledJson }[] = await manager.query(
    "SELECT settle_race($1, $2, $3, $4, $5) AS settled",
    [row.id, toDeclaredJson(declared), at, loyaltyForRepaying, loyaltyForDefault],
  );
  const { wallets, paid, favorPlayerIds } = (rows[0] as { settled: SettledJson }).settled;
  const pools = [...declared].map(([market, pool]): [MarketName, SettledPool] => [
    market,
    toSettledPool(pool, pool.outcome === "paid" ? BigInt(paid[market] ?? "0") : 0n),
  ]);
  return { wallets, pools: new Map(pools), favorPlayerIds };
};

interface SettledJson {
  wallets: WalletJson[];
  /** Chips by market, decimal strings; only markets with bets. */
  paid: Record<string, string>;
  favorPlayerIds: string[];
}

function toDeclaredJson(declared: ReadonlyMap<MarketName, DeclaredPool>): string {
  return JSON.stringify(
    [...declared].map(([market, { outcome, staked, isFixed, winners }]) => ({
      market,
      outcome,
      staked: staked.toString(),
      isFixed,
      winners: winners.map(({ selection, dividend }) => ({
        selection,
        numerator: dividend.numerator.toString(),
        denominator: dividend.denominator.toString(),
      })),
    })),
  );
}

function toSettledPool(
  { outcome, gross, takeout, net, refunds, winners }: DeclaredPool,
  paid: bigint,
): SettledPool {
  const dividends = winners.map(({ selection, perUnit }) => ({ selection, perUnit }));
  return { outcome, gross, takeout, net, paid, breakage: net - paid, refunds, dividends };
}
