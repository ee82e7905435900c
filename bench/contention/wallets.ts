import { Client } from "pg";

/** Chips of every wallet: nobody runs out of them in a window. */
const CHIPS = 1_000_000_000;

/** The player behind the wallet of this number, from 0. */
export function playerIdOf(wallet: number): string {
  return `00000000-0000-4000-8000-${wallet.toString(16).padStart(12, "0")}`;
}

/** Puts `count` players with their wallets into a database, each granted its chips by the mint. */
export async function makeWallets(url: string, count: number): Promise<void> {
  // A connection without the limits of a show: these statements take seconds.
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(playersAndWallets, [count, CHIPS]);
    await client.query(accounts);
    await client.query(grants, [CHIPS]);
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}

const playersAndWallets = `
WITH made AS (
  INSERT INTO players (id, name, join_key_hash, resume_secret_hash, lobby_code)
  SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Bench ' || n,
    'join ' || n, 'resume ' || n, 'BENCH'
  FROM generate_series(0, $1::int - 1) AS n RETURNING id
)
INSERT INTO wallets (player_id, currency, balance_total, version)
SELECT id, 'chips', $2::bigint, 1 FROM made`;

const accounts = `
INSERT INTO accounts (name, currency, kind, player_id)
SELECT kind || ':' || player_id, 'chips', kind, player_id
FROM wallets, (VALUES ('available'), ('locked')) AS sides (kind)
UNION ALL SELECT 'mint:chips', 'chips', 'mint', NULL
ON CONFLICT DO NOTHING`;

const grants = `
WITH given AS (
  INSERT INTO transfers (kind, currency, player_id)
  SELECT 'join_grant', 'chips', player_id FROM wallets RETURNING id, player_id
)
INSERT INTO postings (transfer_id, currency, kind, account, amount)
SELECT id, 'chips', 'join_grant', account, amount FROM given,
  LATERAL (VALUES ('mint:chips', - $1::bigint), ('available:' || player_id, $1::bigint))
    AS sides (account, amount)`;
