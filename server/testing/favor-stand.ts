import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import type { Favor } from "#common/favors/favor-schemas.ts";
import { acceptFavor } from "#server/favors/accept-favor.ts";
import { endOffer, type OfferEnd } from "#server/favors/end-offer.ts";
import type { FavorHouse } from "#server/favors/favor-house.ts";
import { type FavorOrder, offerFavor } from "#server/favors/offer-favor.ts";
import { repayFavor } from "#server/favors/repay-favor.ts";
import { createRoomLeases } from "#server/framework/durable-room.ts";
import { availableAccount, houseAccount } from "#server/ledger/account-names.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { WalletEntity } from "#server/ledger/wallet-entity.ts";
import { transaction } from "#server/storage/transaction.ts";
import { makePlayers } from "./make-players.ts";

const NOW = 1_800_000_000_000;

/** A lobby without races, in which everybody has raced enough and wins what the test says. */
export async function openFavorStand(
  dataSource: DataSource,
  terms: Partial<Pick<FavorHouse, "amountMax" | "openMax" | "dataSource">> = {},
) {
  const room = await openRoom(dataSource, "BCDF");
  /** Official races of each player; 3 where the test says nothing. */
  const races = new Map<string, number>();
  const house: FavorHouse = {
    dataSource,
    amountMax: 5_000n,
    openMax: 3,
    settledRaces: async (_, { playerIds }) =>
      new Map(playerIds.map((id) => [id, races.get(id) ?? 3])),
    ...terms,
  };
  /** Moves chips as a race would: from the house to the player, or back where negative. */
  async function win(playerId: string, amount: bigint): Promise<void> {
    await transaction(dataSource, async (manager) => {
      await lockWallets(manager, [playerId], "chips");
      await lockAccounts(manager, [houseAccount("chips")], "chips");
      await postTransfers(manager, [
        {
          kind: "race_settled",
          currency: "chips",
          postings: [
            { account: houseAccount("chips"), amount: -amount },
            { account: availableAccount(playerId), amount },
          ],
        },
      ]);
    });
  }
  return {
    house,
    room,
    races,
    win,
    /** Players with 1,000 chips granted and these winnings. */
    async players(...winnings: bigint[]): Promise<string[]> {
      const ids = await makePlayers(
        dataSource,
        winnings.map(() => 1_000n),
      );
      for (const [i, amount] of winnings.entries()) {
        if (amount !== 0n) await win(ids[i] as string, amount);
      }
      return ids;
    },
    offer: (order: Pick<FavorOrder, "lenderId" | "borrowerId"> & Partial<FavorOrder>) =>
      offerFavor(house, {
        roomKey: room.id,
        key: randomUUID(),
        amount: 100n,
        feePercent: 10,
        races: 3,
        now: NOW,
        ...order,
      }),
    accept: (favor: Pick<Favor, "id" | "borrower">, key: string = randomUUID(), by = house) =>
      acceptFavor(by, {
        playerId: favor.borrower.id,
        roomKey: room.id,
        key,
        favorId: favor.id,
        now: NOW + 1_000,
      }),
    repay: (
      favor: Pick<Favor, "id" | "borrower">,
      amount: bigint,
      { key = randomUUID() as string, playerId = favor.borrower.id } = {},
    ) => repayFavor(house, { playerId, key, favorId: favor.id, amount, now: NOW + 2_000 }),
    end: (favorId: string, playerId: string, as: OfferEnd) =>
      endOffer(dataSource, { playerId, favorId, as, now: NOW + 3_000 }),
    async wallet(playerId: string) {
      return dataSource.manager.findOneByOrFail(WalletEntity, { playerId, currency: "chips" });
    },
  };
}

export type FavorStand = Awaited<ReturnType<typeof openFavorStand>>;

/** Opens a room of races under a code. */
export function openRoom(dataSource: DataSource, code: string) {
  const id = randomUUID();
  const leases = createRoomLeases({ dataSource, owner: id, leaseMs: 60_000, now: () => NOW });
  return leases.open({ id, type: "race", code, settings: {} });
}

/** The value of an answer made just now; throws the code of a refusal. */
export function made<Value>(
  answer: { ok: true; value?: Value } | { ok: false; refusal: { code: string } },
): Value {
  if (!answer.ok) throw new Error(answer.refusal.code);
  if (answer.value === undefined) throw new Error("a stored answer");
  return answer.value;
}

/** A refusal in one word, with its figure where it has one. */
export function said(answer: {
  ok: boolean;
  refusal?: { code: string; detail?: Readonly<Record<string, string | number>> };
}): string {
  if (answer.ok) return "ok";
  const { code, detail } = answer.refusal as NonNullable<typeof answer.refusal>;
  const figure = detail?.maximum ?? detail?.available;
  return figure === undefined ? code : `${code} ${figure}`;
}
