/** One question to the database whose every row is a difference. */
export interface AuditCheck {
  /** What holds when no row comes, with its number in LEDGER or I1–I9. */
  rule: string;
  /** Selects one text column, `difference`. */
  sql: string;
  /** Tables without which there is nothing to ask. */
  needs?: readonly string[];
}

/** What the ledger's own tables must agree on. */
export const ledgerChecks: readonly AuditCheck[] = [
  {
    rule: "I1 every transfer has postings",
    sql: `select format('transfer %s (%s)', id, kind) as difference from transfers t
      where not exists (select from postings p where p.transfer_id = t.id)`,
  },
  {
    rule: "I3 nothing is locked below 0 or above the total",
    sql: `select format('%s: total %s, locked %s', player_id, balance_total, balance_locked)
        as difference
      from wallets where balance_locked < 0 or balance_locked > balance_total`,
  },
  {
    rule: "I7 money leaves the mint only as a grant",
    sql: `select format('transfer %s (%s): %s', transfer_id, kind, amount) as difference
      from postings where account like 'mint:%' and amount < 0 and kind <> 'reversal'
        and (currency, kind) not in (('chips', 'join_grant'), ('chips', 'daily_floor'),
          ('chips', 'house_bankroll'), ('coins', 'gift_coins'), ('coins', 'watch_coins'))`,
  },
  {
    rule: "LEDGER-8 a phone is granted chips once",
    sql: `select format('%s was granted %s times', player_id, count(*)) as difference
      from transfers where kind = 'join_grant' group by player_id, currency having count(*) > 1`,
  },
  {
    rule: "LEDGER-8 every daily top-up is logged with its amount",
    sql: `select format('transfer %s', coalesce(t.id, u.transfer_id)) as difference
      from (select * from transfers where kind = 'daily_floor') t
        full join top_ups u on u.transfer_id = t.id
      where t.id is null or u.transfer_id is null or u.amount is distinct from (
        select sum(amount) from postings p
        where p.transfer_id = t.id and p.account = 'available:' || u.player_id)`,
  },
];

/** What the ledger and the bets must agree on. */
export const betChecks: readonly AuditCheck[] = [
  {
    rule: "I2 what is locked is the sum of the open stakes",
    needs: ["bets"],
    sql: `select format('%s: locked %s, open stakes %s', w.player_id, w.balance_locked,
        coalesce(b.stakes, 0)) as difference
      from wallets w left join (
        select player_id, sum(stake) as stakes from bets where status = 'open' group by player_id
      ) b using (player_id)
      where w.currency = 'chips' and w.balance_locked <> coalesce(b.stakes, 0)`,
  },
  {
    rule: "I4 the pools and the liability of a final race are empty",
    needs: ["races"],
    sql: `select format('%s: %s', p.account, sum(p.amount)) as difference
      from postings p join races r on r.id = split_part(p.account, ':', 2)::bigint
      where (p.account like 'pool:%' or p.account like 'liability:%')
        and r.status in ('official', 'void')
      group by p.account having sum(p.amount) <> 0`,
  },
  {
    rule: "I5 every bet was placed once and cancelled at most once, with its own stake",
    needs: ["bets"],
    sql: `select format('bet %s: placed %s times for %s, cancelled %s times', b.id, t.placed,
        t.stake, t.cancelled) as difference
      from bets b cross join lateral (
        select count(*) filter (where t.kind = 'bet_placed') as placed,
          count(*) filter (where t.kind = 'bet_cancelled') as cancelled,
          (select sum(p.amount) from postings p join transfers own on own.id = p.transfer_id
            where own.bet_id = b.id and own.kind = 'bet_placed'
              and p.account = 'locked:' || b.player_id) as stake
        from transfers t where t.bet_id = b.id and t.race_id = b.race_id
          and t.player_id = b.player_id
      ) t
      where t.placed <> 1 or t.stake <> b.stake
        or t.cancelled <> (b.status = 'cancelled')::int`,
  },
  {
    rule: "I5 every transfer of a bet has its bet",
    needs: ["bets"],
    sql: `select format('transfer %s (%s): bet %s', t.id, t.kind, t.bet_id) as difference
      from transfers t left join bets b on b.id = t.bet_id
      where t.kind in ('bet_placed', 'bet_cancelled') and b.id is null`,
  },
  {
    rule: "I5 a race moved each wallet by what its bets say",
    needs: ["bets"],
    sql: `select format('race %s, %s: moved %s, bets say %s', race_id, player_id, coalesce(moved, 0),
        coalesce(said, 0)) as difference
      from (
        select t.race_id, a.player_id, sum(p.amount) as moved
        from transfers t join postings p on p.transfer_id = t.id
          join accounts a on a.name = p.account and a.currency = p.currency
        where t.race_id is not null and t.kind <> 'reversal' and a.player_id is not null
        group by 1, 2
      ) ledger full join (
        select race_id, player_id, sum(case when status = 'open' then 0 else payout - stake end) as said
        from bets group by 1, 2
      ) book using (race_id, player_id)
      where coalesce(moved, 0) <> coalesce(said, 0)`,
  },
  {
    rule: "I6 every accepted answer has its bet, with the same stake",
    needs: ["bets"],
    sql: `select format('%s, key %s: bet %s', k.player_id, k.key, k.bet->>'id') as difference
      from (
        select player_id, key, (reply::jsonb->>'text')::jsonb->'bet' as bet from idempotency_keys
        where operation = 'placeBet' and (reply::jsonb->>'ok')::boolean
      ) k left join bets b on b.id = (k.bet->>'id')::bigint and b.player_id = k.player_id
      where b.id is null or b.stake::text is distinct from k.bet->>'stake'`,
  },
  {
    rule: "I8 a final race has no open bet",
    needs: ["bets", "races"],
    sql: `select format('bet %s of race %s (%s)', b.id, r.id, r.status) as difference
      from bets b join races r on r.id = b.race_id
      where b.status = 'open' and r.status in ('official', 'void')`,
  },
];
