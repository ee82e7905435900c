import type { DataSource } from "typeorm";

/** One player of a lobby, as the host sees them. */
export interface RosterEntry {
  id: string;
  name: string;
  available: bigint;
  locked: bigint;
}

/** Players a roster lists at the most. */
const ROSTER_MAX = 200;

/** Everyone who joined a lobby last, by name. */
export async function readRoster(
  dataSource: DataSource,
  lobbyCode: string,
): Promise<RosterEntry[]> {
  const rows: { id: string; name: string; total: string; locked: string }[] =
    await dataSource.query(
      `SELECT players.id, players.name, balance_total AS total, balance_locked AS locked
     FROM players JOIN wallets ON wallets.player_id = players.id AND wallets.currency = 'chips'
     WHERE lobby_code = $1 ORDER BY lower(players.name), players.id LIMIT $2`,
      [lobbyCode, ROSTER_MAX],
    );
  return rows.map(({ id, name, total, locked }) => ({
    id,
    name,
    available: BigInt(total) - BigInt(locked),
    locked: BigInt(locked),
  }));
}
