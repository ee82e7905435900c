import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency, TransferKind } from "#common/wallet/wallet-schemas.ts";
import type { AccountName } from "./account-names.ts";
import type { WalletRow } from "./wallet-entity.ts";

/** One account's side of a transfer: positive into the account, negative out of it, never 0. */
export interface Posting {
  account: AccountName;
  amount: Amount;
}

/** One movement between accounts of one currency; its postings sum to 0. */
export interface Transfer {
  kind: TransferKind;
  currency: Currency;
  /** Whose statement explains it, if it is one player's. */
  playerId?: string;
  raceId?: number;
  betId?: bigint;
  postings: readonly Posting[];
}

export interface PostedTransfers {
  /** In the order of the transfers. */
  transferIds: bigint[];
  /** Every wallet that the postings touched, as it is now, ascending by player id. */
  wallets: WalletRow[];
}

/**
 * Writes transfers with their postings, in their order, and moves the balances that depend on them:
 * wallets (version +1 each, however many transfers touch one) and the kept balances of house,
 * liability and handle accounts. Accounts are opened as they are first named. Set-based: two statements for
 * one transfer or ten thousand.
 *
 * The caller has locked the wallets and house, liability or handle rows first (LEDGER-5, `lockWallets`) and
 * has seen that they suffice: an overdraft here is a bug and throws by CHECK. Throws as well when
 * a transfer has fewer than two postings, one of 0, or a sum that is not 0.
 */
export async function postTransfers(
  manager: EntityManager,
  transfers: readonly Transfer[],
): Promise<PostedTransfers> {
  if (transfers.length === 0) return { transferIds: [], wallets: [] };
  transfers.forEach(assertBalanced);
  const input = JSON.stringify(transfers, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  await manager.query(openAccounts, [input]);
  const rows: { posted: PostedJson }[] = await manager.query(post, [input]);
  const { transferIds, wallets } = (rows[0] as { posted: PostedJson }).posted;
  return {
    transferIds: transferIds.map(BigInt),
    wallets: (wallets ?? []).map((wallet) => ({
      ...wallet,
      balanceTotal: BigInt(wallet.balanceTotal),
      balanceLocked: BigInt(wallet.balanceLocked),
    })),
  };
}

function assertBalanced({ kind, postings }: Transfer): void {
  if (postings.length < 2) throw new Error(`a transfer (${kind}) needs two postings`);
  if (postings.some(({ amount }) => amount === 0n)) throw new Error(`a posting of 0 (${kind})`);
  const sum = postings.reduce((total, { amount }) => total + amount, 0n);
  if (sum !== 0n) throw new Error(`the postings of a transfer (${kind}) sum to ${sum}`);
}

interface PostedJson {
  transferIds: string[];
  wallets:
    | {
        playerId: string;
        currency: Currency;
        balanceTotal: string;
        balanceLocked: string;
        version: number;
      }[]
    | null;
}

/** Ascending, so that two transactions that open the same accounts wait for each other in one order. */
const openAccounts = `
insert into accounts (name, currency, kind, player_id, balance)
select name, currency, kind,
  case when kind in ('available', 'locked') then split_part(name, ':', 2)::uuid end,
  case when kind in ('house', 'liability', 'handle') then 0 end
from (
  select distinct posting->>'account' as name, transfer->>'currency' as currency,
    split_part(posting->>'account', ':', 1) as kind
  from jsonb_array_elements($1::jsonb) transfer, jsonb_array_elements(transfer->'postings') posting
) named
order by name
on conflict do nothing`;

/** Ids are drawn before the inserts, so that postings know their transfer. */
const post = `
with input as materialized (
  select nextval(pg_get_serial_sequence('transfers', 'id')) as id, ordinal, transfer
  from jsonb_array_elements($1::jsonb) with ordinality as input (transfer, ordinal)
), transfer_rows as (
  insert into transfers (id, kind, currency, race_id, bet_id, player_id)
  select id, transfer->>'kind', transfer->>'currency', (transfer->>'raceId')::int,
    (transfer->>'betId')::bigint, (transfer->>'playerId')::uuid
  from input order by ordinal
), posting_rows as (
  insert into postings (transfer_id, currency, kind, account, amount)
  select id, transfer->>'currency', transfer->>'kind', posting->>'account',
    (posting->>'amount')::bigint
  from input, jsonb_array_elements(transfer->'postings') with ordinality as sides (posting, side)
  order by ordinal, side
  returning currency, account, amount
), moved as materialized (
  select currency, account, split_part(account, ':', 1) as kind, sum(amount)::bigint as amount
  from posting_rows group by currency, account
), wallet_moves as materialized (
  select split_part(account, ':', 2)::uuid as player_id, currency, sum(amount)::bigint as total,
    coalesce(sum(amount) filter (where kind = 'locked'), 0)::bigint as locked
  from moved where kind in ('available', 'locked') group by 1, 2
), wallet_rows as (
  update wallets set balance_total = balance_total + total, balance_locked = balance_locked + locked,
    version = version + 1
  from wallet_moves move
  where wallets.player_id = move.player_id and wallets.currency = move.currency
  returning wallets.*
), account_rows as (
  update accounts set balance = balance + moved.amount
  from moved
  where moved.kind in ('house', 'liability', 'handle')
    and accounts.name = moved.account and accounts.currency = moved.currency
)
select jsonb_build_object(
  'transferIds', (select jsonb_agg(id::text order by ordinal) from input),
  'wallets', (
    select jsonb_agg(jsonb_build_object(
      'playerId', player_id, 'currency', currency, 'version', version,
      'balanceTotal', balance_total::text, 'balanceLocked', balance_locked::text
    ) order by player_id)
    from wallet_rows
  )
) as posted`;
