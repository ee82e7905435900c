import type { MigrationInterface } from "typeorm";
import { LedgerAndPlayers1700000000001 } from "./migrations/1700000000001-ledger-and-players.ts";
import { RoomsAndRaces1700000000002 } from "./migrations/1700000000002-rooms-and-races.ts";
import { RoomCodesByType1700000000003 } from "./migrations/1700000000003-room-codes-by-type.ts";
import { Live1700000000004 } from "./migrations/1700000000004-live.ts";
import { Battles1700000000005 } from "./migrations/1700000000005-battles.ts";
import { HandlesAndCoins1700000000006 } from "./migrations/1700000000006-handles-and-coins.ts";
import { ToteAndHouse1700000000007 } from "./migrations/1700000000007-tote-and-house.ts";
import { FastBets1700000000008 } from "./migrations/1700000000008-fast-bets.ts";
import { FastSettlement1700000000009 } from "./migrations/1700000000009-fast-settlement.ts";
import { Stats1700000000010 } from "./migrations/1700000000010-stats.ts";
import { FastScratch1700000000011 } from "./migrations/1700000000011-fast-scratch.ts";
import { FastCancels1700000000012 } from "./migrations/1700000000012-fast-cancels.ts";

/** A migration class; its name ends in the 13-digit millisecond timestamp TypeORM orders it by. */
export type MigrationClass = new () => MigrationInterface;

/** Every migration, oldest first. A list and no glob, so that a missing file is a compile error. */
export const migrations: MigrationClass[] = [
  LedgerAndPlayers1700000000001,
  RoomsAndRaces1700000000002,
  RoomCodesByType1700000000003,
  Live1700000000004,
  Battles1700000000005,
  HandlesAndCoins1700000000006,
  ToteAndHouse1700000000007,
  FastBets1700000000008,
  FastSettlement1700000000009,
  Stats1700000000010,
  FastScratch1700000000011,
  FastCancels1700000000012,
];
