import type { EntityManager } from "typeorm";
import type { Bet } from "#common/race/bet-schemas.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { type BetRow, toBet } from "./bet-entity.ts";

/** What the end of a race means for one player. */
export interface PlayerChange {
  playerId: string;
  wallet: Wallet;
  /** All bets of the player on that race; none of who only lent, borrowed or used powers. */
  bets: Bet[];
}

/** A wallet as the functions of the database answer it: amounts as decimal strings. */
export interface WalletJson {
  playerId: string;
  version: number;
  balanceTotal: string;
  balanceLocked: string;
}

/** A bet as the end of its race needs it: without its leaf, and in hexadecimal what that was made of. */
export interface BookedBet extends Omit<BetRow, "tag" | "salt" | "leaf"> {
  tag: string | null;
  salt: string | null;
}

interface BetText
  extends Omit<BookedBet, "id" | "selection" | "stake" | "payout" | "fee" | "placedAt"> {
  id: string;
  selection: string;
  stake: string;
  payout: string;
  fee: string;
  placedAt: string;
}

/**
 * Every bet of a race in the order they were accepted, ten thousand of them in no time: the driver
 * takes in text sooner than arrays and bytes.
 */
export async function readBets(manager: EntityManager, raceId: number): Promise<BookedBet[]> {
  const rows: BetText[] = await manager.query(
    `SELECT id, race_id AS "raceId", player_id AS "playerId", market,
       array_to_string(selection, ',') AS selection, stake, status, payout, fee,
       placed_at AS "placedAt", price, serial, encode(tag, 'hex') AS tag, encode(salt, 'hex') AS salt
     FROM bets WHERE race_id = $1 ORDER BY id`,
    [raceId],
  );
  return rows.map((row) => ({
    ...row,
    id: BigInt(row.id),
    selection: row.selection.split(",").map(Number),
    stake: BigInt(row.stake),
    payout: BigInt(row.payout),
    fee: BigInt(row.fee),
    placedAt: BigInt(row.placedAt),
  }));
}

/** The wallets that an end of a race moved, each with its player's bets as they are now. */
export function toPlayerChanges(
  wallets: readonly WalletJson[],
  bets: readonly BookedBet[],
): PlayerChange[] {
  const betsByPlayer = Map.groupBy(bets, (bet) => bet.playerId);
  return wallets.map(({ playerId, version, balanceTotal, balanceLocked }) => {
    const total = BigInt(balanceTotal);
    const locked = BigInt(balanceLocked);
    return {
      playerId,
      wallet: { currency: "chips", total, locked, available: total - locked, version },
      bets: (betsByPlayer.get(playerId) ?? []).map(toBet),
    };
  });
}
