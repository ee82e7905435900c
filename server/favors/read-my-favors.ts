import type { favorRoutes } from "#common/favors/favor-api.ts";
import { favorTerms } from "#common/favors/favor-terms.ts";
import type { RouteReply } from "#common/framework/route-contract.ts";
import { WalletEntity } from "#server/ledger/wallet-entity.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import type { FavorHouse } from "./favor-house.ts";
import { lendableOf } from "./offer-favor.ts";
import { readFavorsOf } from "./read-favors.ts";

/** Ended favors shown. */
const PAST_MAX = 10;

export type MyFavors = RouteReply<(typeof favorRoutes)["readMyFavors"]>;

/** Everything a player's page of favors says, at one moment. */
export function readMyFavors(
  house: FavorHouse,
  { playerId, roomKey }: { playerId: string; roomKey: string | undefined },
): Promise<MyFavors> {
  return house.dataSource.transaction("REPEATABLE READ", async (manager) => {
    const { loyalty } = await manager.findOneByOrFail(PlayerEntity, { id: playerId });
    const wallet = await manager.findOneByOrFail(WalletEntity, { playerId, currency: "chips" });
    const roomId = roomKey as string;
    const races = await house.settledRaces(manager, { roomId, playerIds: [playerId] });
    const favors = await readFavorsOf(manager, { playerId, roomId, pastMax: PAST_MAX });
    const isMine = (side: "lender" | "borrower", status: "offered" | "open") =>
      favors.filter((favor) => favor.status === status && favor[side].id === playerId);
    return {
      loyalty,
      lendable: await lendableOf(manager, { house, wallet }),
      amountMax: house.amountMax,
      racesMissing: Math.max(0, favorTerms.settledRacesMin - (races.get(playerId) ?? 0)),
      offersToMe: isMine("borrower", "offered"),
      offersByMe: isMine("lender", "offered"),
      lent: isMine("lender", "open"),
      borrowed: isMine("borrower", "open"),
      past: favors
        .filter((favor) => favor.endedAt !== null)
        .sort((a, b) => Number(b.endedAt) - Number(a.endedAt)),
    };
  });
}
