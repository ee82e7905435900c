import { randomUUID } from "node:crypto";
import { type DataSource, IsNull } from "typeorm";
import { firstHead } from "#common/race/bet-leaf.ts";
import type { BetReceipt, BetWire } from "#common/race/bet-schemas.ts";
import { createRoomLeases, type DurableRoomRow } from "#server/framework/durable-room.ts";
import { houseAccount, mintAccount } from "#server/ledger/account-names.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import { openHouse } from "#server/ledger/open-house.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { bringNextRace } from "#server/race/bring-next-race.ts";
import { RaceEntity, type RaceRow } from "#server/race/race-entities.ts";
import { refundRace } from "#server/race/refund-race.ts";
import type { OwnedRace } from "#server/race/write-race.ts";
import { transaction } from "#server/storage/transaction.ts";
import { MODEL_NOW } from "./money-orders.ts";
import { headWith } from "./money-receipt.ts";
import type { MoneyWay } from "./money-ways.ts";

/** A lobby of its own in a database of its own, whose money goes one way. */
export interface MoneySide {
  dataSource: DataSource;
  way: MoneyWay;
  room: DurableRoomRow;
  playerIds: string[];
  races: SideRace[];
  favorIds: string[];
  /** What the mint had given out before. */
  mintedBefore: bigint;
}

export interface SideRace {
  row: RaceRow;
  owned: OwnedRace;
  /** Of the chain of bets, as their answers prove it. */
  head: Uint8Array;
  /** By serial − 1. */
  betIds: string[];
}

/** Opens the lobby, and brings the house to this balance. */
export async function openMoneySide(
  dataSource: DataSource,
  way: MoneyWay,
  house: bigint,
): Promise<MoneySide> {
  const id = randomUUID();
  const leases = createRoomLeases({ dataSource, owner: id, leaseMs: 60_000, now: () => MODEL_NOW });
  const room = await leases.open({ id, type: "race", code: id.slice(0, 8), settings: {} });
  await callOffAll(dataSource);
  await setHouse(dataSource, house);
  const mintedBefore = (await mintedIn(dataSource)) - house;
  return { dataSource, way, room, playerIds: [], races: [], favorIds: [], mintedBefore };
}

/** Brings the next race of the lobby, with this card and these terms. */
export async function bringRace(
  side: MoneySide,
  { card, terms }: { card: RaceRow["card"]; terms: RaceRow["marketRules"] },
): Promise<void> {
  const { dataSource, room } = side;
  const row = await bringNextRace(dataSource, {
    room,
    stage: { phase: "lobby", countdown: { kind: "none" } },
    marketRules: terms,
    fieldSize: card.runners.length,
    card,
  });
  const owned = { raceId: row.id, roomId: room.id, epoch: room.epoch };
  side.races.push({ row, owned, head: firstHead(row.id), betIds: [] });
}

/** Follows the chain of bets by one that was taken, if it is new. */
export function followChain(
  { races }: MoneySide,
  { playerId, bet, receipt }: { playerId: string; bet: BetWire; receipt: BetReceipt | undefined },
): void {
  const race = races.find(({ row }) => row.id === bet.raceId);
  if (race === undefined) throw new Error(`bet ${bet.id} is on race ${bet.raceId}`);
  if (race.betIds.includes(bet.id)) return;
  if (bet.serial !== race.betIds.length + 1) throw new Error(`bet ${bet.id} is ${bet.serial}`);
  race.head = headWith(race.head, { race: race.row, playerId, bet, receipt });
  race.betIds.push(bet.id);
}

/** What a lobby before has left under way, so that the house owes nobody anything. */
async function callOffAll(dataSource: DataSource): Promise<void> {
  const rows = await dataSource.manager.findBy(RaceEntity, { finishedAt: IsNull() });
  for (const { id: raceId, roomId, epoch } of rows) {
    const race = { raceId, roomId, epoch };
    await refundRace(dataSource, { race, reason: "the end", at: MODEL_NOW, changes: {} });
  }
}

async function setHouse(dataSource: DataSource, balance: bigint): Promise<void> {
  const house = houseAccount("chips");
  await transaction(dataSource, async (manager) => {
    await openHouse(manager, { currency: "chips", bankroll: 0n });
    const balances = await lockAccounts(manager, [house], "chips");
    const amount = balance - (balances.get(house) ?? 0n);
    if (amount === 0n) return;
    await postTransfers(manager, [
      {
        kind: "house_bankroll",
        currency: "chips",
        postings: [
          { account: mintAccount("chips"), amount: -amount },
          { account: house, amount },
        ],
      },
    ]);
  });
}

async function mintedIn(dataSource: DataSource): Promise<bigint> {
  const rows: { minted: string }[] = await dataSource.query(
    "SELECT coalesce(-sum(amount), 0)::bigint AS minted FROM postings WHERE account = 'mint:chips'",
  );
  return BigInt(rows[0]?.minted ?? "0");
}
