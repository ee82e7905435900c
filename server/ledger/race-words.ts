import type { Amount } from "#common/framework/amounts.ts";
import type { StatementBet, StatementCast } from "#common/wallet/statement-schemas.ts";

/** What a player did in one race, in the words of the race: the ledger itself knows only ids. */
export interface RaceWords {
  /** Number of the race within its lobby. */
  number: number;
  /** All of the player's bets on it, in the order they were accepted. */
  bets: (StatementBet & { isFixed: boolean })[];
  /** All of the player's powers in it, in the order they were cast. */
  casts: (StatementCast & {
    seq: number;
    cost: Amount;
    status: "held" | "captured" | "released" | "refunded";
  })[];
}

/** A player's races by id; a race that is unknown is left out. */
export type ReadRaceWords = (options: {
  playerId: string;
  raceIds: readonly number[];
}) => Promise<ReadonlyMap<number, RaceWords>>;
