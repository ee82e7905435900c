import type { MoneySide } from "./money-side.ts";

/** What a side's database says of its lobby, in the form of `modelBooks`. */
export async function sideBooks(side: MoneySide): Promise<unknown> {
  const rows: { books: Record<string, unknown> }[] = await side.dataSource.query(books, [
    side.playerIds,
    side.room.id,
    side.mintedBefore.toString(),
  ]);
  return rows[0]?.books;
}

/**
 * What every transfer of the lobby's races and players has moved, by kind, race and account, and in
 * how many transfers: what the sides must agree on beyond the balances.
 */
export async function sideMovements(side: MoneySide): Promise<unknown> {
  return side.dataSource.query(movements, [side.playerIds, side.room.id]);
}

const books = `
WITH race AS (SELECT * FROM races WHERE room_id = $2)
SELECT jsonb_build_object(
  'players', coalesce((
    SELECT jsonb_agg(jsonb_build_array(balance_total::text, balance_locked::text, version, loyalty)
      ORDER BY array_position($1::uuid[], player_id))
    FROM wallets JOIN players ON players.id = player_id
    WHERE player_id = ANY ($1) AND currency = 'chips'), '[]'),
  'house', (SELECT balance::text FROM accounts WHERE name = 'house:chips'),
  'minted', (SELECT (-sum(amount) - $3::bigint)::bigint::text FROM postings
    WHERE account = 'mint:chips' AND currency = 'chips'),
  'races', coalesce((
    SELECT jsonb_agg(jsonb_build_array(status, coalesce(balance, 0)::text, to_jsonb(scratched))
      ORDER BY number)
    FROM race LEFT JOIN accounts ON name = 'liability:' || race.id), '[]'),
  'bets', coalesce((
    SELECT jsonb_agg(jsonb_build_array(number, serial, bets.status, payout::text, fee::text)
      ORDER BY number, serial)
    FROM race JOIN bets ON race_id = race.id), '[]'),
  'casts', coalesce((
    SELECT jsonb_agg(jsonb_build_array(number, seq, input.status, reason) ORDER BY number, seq)
    FROM race JOIN race_inputs input ON race_id = race.id), '[]'),
  'favors', coalesce((
    SELECT jsonb_agg(jsonb_build_array(status, repaid::text, races_left, defaulted_at IS NOT NULL,
      ended_at) ORDER BY id)
    FROM favors WHERE room_id = $2), '[]'),
  'pools', coalesce((
    SELECT jsonb_agg(jsonb_build_array(number, market, outcome, gross::text, takeout::text,
      paid::text, breakage::text, refunds::text, dividends) ORDER BY number, market COLLATE "C")
    FROM race JOIN race_pools ON race_id = race.id), '[]')
) AS books`;

const movements = `
WITH race AS (SELECT id, number FROM races WHERE room_id = $2), own AS (
  SELECT t.id, t.kind, number FROM transfers t JOIN race ON race.id = t.race_id
  UNION ALL
  SELECT id, kind, NULL FROM transfers WHERE race_id IS NULL AND player_id = ANY ($1)
)
SELECT own.kind, number, split_part(account, ':', 1) AS account,
  coalesce(array_position($1::uuid[]::text[], split_part(account, ':', 2))::text,
    split_part(account, ':', 3)) AS whose,
  sum(amount)::text AS amount, count(*)::int AS postings, count(DISTINCT own.id)::int AS transfers
FROM own JOIN postings ON transfer_id = own.id
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
