import { type EntityManager, In } from "typeorm";
import { favorTerms } from "#common/favors/favor-terms.ts";
import type { Payout } from "#common/tote/settlement.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import { availableAccount } from "#server/ledger/account-names.ts";
import { FavorEntity, type FavorRow } from "#server/ledger/favor-entity.ts";
import type { Transfer } from "#server/ledger/post-transfers.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import type { BetRow } from "./bet-entity.ts";

/** Locks the open favors of a room's lobby, before any wallet (LEDGER-5); oldest debt first. */
export async function lockFavors(manager: EntityManager, roomId: string): Promise<FavorRow[]> {
  const { code } = await manager.findOneByOrFail(DurableRoom, { id: roomId });
  const favors = await manager
    .createQueryBuilder(FavorEntity, "favor")
    .where("favor.lobbyCode = :code AND favor.status = 'open'", { code })
    .orderBy("favor.id")
    .setLock("for_no_key_update")
    .getMany();
  return favors.sort(byAge);
}

/**
 * LEDGER-9 at an official race: half of each win, rounded down, repays the winner's debts in their
 * order; then every debt is one race nearer, and one that falls due unpaid is a default, once.
 */
export async function settleFavors(
  manager: EntityManager,
  {
    favors,
    bets,
    ends,
    at,
    raceId,
  }: {
    favors: readonly FavorRow[];
    bets: readonly BetRow[];
    ends: readonly Payout[];
    at: number;
    raceId: number;
  },
): Promise<Transfer[]> {
  const quotas = quotasOf(bets, ends);
  const loyalty = new Map<string, number>();
  const transfers: Transfer[] = [];
  for (const favor of favors) {
    const { borrowerId, lenderId, racesLeft } = favor;
    const owed = favor.amount + favor.fee - favor.repaid;
    const quota = quotas.get(borrowerId) ?? 0n;
    const paid = quota < owed ? quota : owed;
    quotas.set(borrowerId, quota - paid);
    const isRepaid = paid === owed;
    const isDefault = !isRepaid && racesLeft <= 1 && favor.defaultedAt === null;
    await manager.update(
      FavorEntity,
      { id: favor.id },
      {
        repaid: favor.repaid + paid,
        racesLeft: Math.max(racesLeft - 1, 0),
        ...(isRepaid ? { status: "repaid", endedAt: BigInt(at) } : {}),
        ...(isDefault ? { defaultedAt: BigInt(at) } : {}),
      },
    );
    if (isRepaid) {
      addTo(loyalty, lenderId, favorTerms.loyaltyForRepaying);
      addTo(loyalty, borrowerId, favorTerms.loyaltyForRepaying);
    }
    if (isDefault) addTo(loyalty, borrowerId, -favorTerms.loyaltyForDefault);
    if (paid > 0n) transfers.push(repayment(favor, { paid, raceId }));
  }
  await moveLoyalty(manager, loyalty);
  return transfers;
}

function quotasOf(bets: readonly BetRow[], ends: readonly Payout[]): Map<string, bigint> {
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
