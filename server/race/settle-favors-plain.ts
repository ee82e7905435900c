import { type EntityManager, In } from "typeorm";
import { favorTerms } from "#common/favors/favor-terms.ts";
import type { Payout } from "#common/tote/settlement.ts";
import { availableAccount } from "#server/ledger/account-names.ts";
import { FavorEntity, type FavorRow } from "#server/ledger/favor-entity.ts";
import type { Transfer } from "#server/ledger/post-transfers.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import type { RaceRow } from "./race-entities.ts";
import type { BookedBet } from "./settle-bets.ts";

/**
 * Locks the debts that a race may move, before any wallet (LEDGER-5): those of its lobby, and those of
 * who has a bet in it. Oldest first.
 */
export async function lockFavors(manager: EntityManager, race: RaceRow): Promise<FavorRow[]> {
  const favors = await manager
    .createQueryBuilder(FavorEntity, "favor")
    .where(
      `favor.status = 'open' AND (favor.roomId = :roomId OR favor.borrowerId IN (
        SELECT player_id FROM bets WHERE race_id = :id AND status = 'open'))`,
      { roomId: race.roomId, id: race.id },
    )
    .orderBy("favor.id")
    .setLock("for_no_key_update")
    .getMany();
  return favors.sort(byAge);
}

/**
 * LEDGER-9 at an official race: half of each win, rounded down, repays the winner's debts in their
 * order; then every debt of its lobby that was owed at the off is one race nearer, and one that falls
 * due unpaid is a default, once.
 */
export async function settleFavors(
  manager: EntityManager,
  {
    favors,
    bets,
    ends,
    at,
    race,
  }: {
    favors: readonly FavorRow[];
    bets: readonly BookedBet[];
    ends: readonly Payout[];
    at: number;
    race: RaceRow;
  },
): Promise<Transfer[]> {
  const quotas = quotasOf(bets, ends);
  const loyalty = new Map<string, number>();
  const transfers: Transfer[] = [];
  for (const favor of favors) {
    const { borrowerId, lenderId, racesLeft } = favor;
    const counted = isCounted(favor, race) ? 1 : 0;
    const racesPast = favor.racesPast + counted;
    const owed = favor.amount + favor.fee - favor.repaid;
    const quota = quotas.get(borrowerId) ?? 0n;
    const paid = quota < owed ? quota : owed;
    quotas.set(borrowerId, quota - paid);
    const isRepaid = paid === owed;
    const isDefault = !isRepaid && counted === 1 && racesLeft <= 1 && favor.defaultedAt === null;
    await manager.update(
      FavorEntity,
      { id: favor.id },
      {
        repaid: favor.repaid + paid,
        racesLeft: Math.max(racesLeft - counted, 0),
        racesPast,
        ...(isRepaid ? { status: "repaid", endedAt: BigInt(at) } : {}),
        ...(isDefault ? { defaultedAt: BigInt(at) } : {}),
      },
    );
    if (isRepaid && racesPast > 0) {
      addTo(loyalty, lenderId, favorTerms.loyaltyForRepaying);
      addTo(loyalty, borrowerId, favorTerms.loyaltyForRepaying);
    }
    if (isDefault) addTo(loyalty, borrowerId, -favorTerms.loyaltyForDefault);
    if (paid > 0n) transfers.push(repayment(favor, { paid, raceId: race.id }));
  }
  await moveLoyalty(manager, loyalty);
  return transfers;
}

/** Whether the favor was owed in the race's lobby when it began. */
function isCounted({ roomId, acceptedAt }: FavorRow, race: RaceRow): boolean {
  return roomId === race.roomId && (acceptedAt ?? 0n) < (race.offAt ?? 0n);
}

function quotasOf(bets: readonly BookedBet[], ends: readonly Payout[]): Map<string, bigint> {
  const betById = new Map(bets.map((bet) => [bet.id.toString(), bet]));
  const quotas = new Map<string, bigint>();
  for (const { id, payout } of ends) {
    const bet = betById.get(id);
    if (bet === undefined || payout <= bet.stake) continue;
    quotas.set(bet.playerId, (quotas.get(bet.playerId) ?? 0n) + (payout - bet.stake) / 2n);
  }
  return quotas;
}

function repayment(
  { borrowerId, lenderId }: FavorRow,
  { paid, raceId }: { paid: bigint; raceId: number },
): Transfer {
  return {
    kind: "favor_repaid",
    currency: "chips",
    playerId: borrowerId,
    raceId,
    postings: [
      { account: availableAccount(borrowerId), amount: -paid },
      { account: availableAccount(lenderId), amount: paid },
    ],
  };
}

async function moveLoyalty(
  manager: EntityManager,
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  const players = await manager.findBy(PlayerEntity, { id: In([...changes.keys()]) });
  for (const { id, loyalty } of players) {
    const moved = loyalty + (changes.get(id) ?? 0);
    const within = Math.min(favorTerms.loyaltyMax, Math.max(0, moved));
    await manager.update(PlayerEntity, { id }, { loyalty: within });
  }
}

function addTo(sums: Map<string, number>, key: string, change: number): void {
  sums.set(key, (sums.get(key) ?? 0) + change);
}

function byAge(a: FavorRow, b: FavorRow): number {
  const age = Number((a.acceptedAt ?? 0n) - (b.acceptedAt ?? 0n));
  return age === 0 ? Number(a.id - b.id) : age;
}
