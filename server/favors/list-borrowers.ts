import type { FavorPartyWire } from "#common/favors/favor-schemas.ts";
import { favorTerms } from "#common/favors/favor-terms.ts";
import { type FavorHouse, lobbyCodeOf } from "./favor-house.ts";

/** The other players of a lobby who have raced enough and may owe one more debt, by name. */
export async function listBorrowers(
  house: FavorHouse,
  { playerId, roomKey }: { playerId: string; roomKey: string | undefined },
): Promise<FavorPartyWire[]> {
  const { manager } = house.dataSource;
  const lobbyCode = await lobbyCodeOf(manager, roomKey);
  const players: FavorPartyWire[] = await manager.query(
    `select id, name, loyalty from players
    where lobby_code = $1 and id <> $2
      and (select count(*) from favors where borrower_id = players.id and status = 'open') < $3
    order by lower(name), id`,
    [lobbyCode, playerId, house.openMax],
  );
  const races = await house.settledRaces(manager, {
    roomId: roomKey as string,
    playerIds: players.map(({ id }) => id),
  });
  return players.filter(({ id }) => (races.get(id) ?? 0) >= favorTerms.settledRacesMin);
}
