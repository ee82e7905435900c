import type { DataSource } from "typeorm";
import type { RaceCard } from "#common/race/card.ts";
import type { RaceTimetable } from "#common/race/race-lifecycle.ts";
import type { WalletNews } from "#server/players/wallet-news.ts";
import type { BetDesk } from "./bet-desk.ts";
import type { EntropyBook } from "./entropy-book.ts";
import type { PowerDesk } from "./power-desk.ts";
import type { HouseTerms } from "./race-settings.ts";
import type { RaceTerms } from "./race-terms.ts";
import type { RacePools } from "./read-pools.ts";

/** What the shows of a process share. */
export interface RaceShowDeps {
  dataSource: DataSource;
  desk: BetDesk;
  powers: PowerDesk;
  entropy: EntropyBook;
  /** Phones have this long to answer the call before the lock, milliseconds. */
  entropyCallMs: number;
  /** Keeps how the pools grew; no failure of it reaches a bet. */
  poolHistory: {
    note(raceId: number, stakes: RacePools["stakes"]): void;
    close(raceId: number, stakes: RacePools["stakes"]): void;
  };
  /** The terms of a race, by what the host offers; `fixedPrices` only where its card was priced. */
  termsOf(house: HouseTerms, fixedPrices?: number[]): RaceTerms;
  /** What a new lobby offers. */
  houseTerms: HouseTerms;
  /** Fixed prices of a card by its simulation, hundredths in saddle order (TOTE-8). */
  priceCard(card: RaceCard, options: { signal: AbortSignal }): Promise<number[]>;
  fieldSize: number;
  timetable: RaceTimetable;
  walletNews: WalletNews;
  /** Players below it are topped up once a day (LEDGER-8), chips. */
  dailyFloor: bigint;
}
