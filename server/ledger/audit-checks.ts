import type { EntityManager } from "typeorm";

/** One question to the database whose every answer is a difference. */
export interface AuditCheck {
  /** What holds when nothing is found, with its number in the rules or I1–I9. */
  rule: string;
  /** Tables without which there is nothing to ask. */
  needs?: readonly string[];
  /** Selects one text column, `difference`; or, where SQL can't judge, what finds the differences. */
  ask: string | ((manager: EntityManager) => Promise<string[]>);
}

/** What the ledger's own tables must agree on. */
export const ledgerChecks: readonly AuditCheck[] = [
  {
    rule: "I1 every transfer has postings",
    ask: `select format('transfer %s (%s)', id, kind) as difference from transfers t
      where not exists (select from postings p where p.transfer_id = t.id)`,
  },
  {
    rule: "I3 nothing is locked below 0 or above the total",
    ask: `select format('%s: total %s, locked %s', player_id, balance_total, balance_locked)
        as difference
      from wallets where balance_locked < 0 or balance_locked > balance_total`,
  },
  {
    rule: "I7 money leaves the mint only as a grant",
    ask: `select format('transfer %s (%s): %s', transfer_id, kind, amount) as difference
      from postings where account like 'mint:%' and amount < 0 and kind <> 'reversal'
        and (currency, kind) not in (('chips', 'join_grant'), ('chips', 'daily_floor'),
          ('chips', 'house_bankroll'), ('coins', 'gift_coins'), ('coins', 'watch_coins'))`,
  },
  {
    rule: "LEDGER-8 a phone is granted chips once",
    ask: `select format('%s was granted %s times', player_id, count(*)) as difference
      from transfers where kind = 'join_grant' group by player_id, currency having count(*) > 1`,
  },
  {
    rule: "LEDGER-8 every daily top-up is logged with its amount",
    ask: `select format('transfer %s', coalesce(t.id, u.transfer_id)) as difference
      from (select * from transfers where kind = 'daily_floor') t
        full join top_ups u on u.transfer_id = t.id
      where t.id is null or u.transfer_id is null or u.amount is distinct from (
        select sum(amount) from postings p
        where p.transfer_id = t.id and p.account = 'available:' || u.player_id)`,
  },
];
