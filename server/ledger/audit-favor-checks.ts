import type { AuditCheck } from "./audit-checks.ts";

/** What the ledger and the favors must agree on (LEDGER-9). */
export const favorChecks: readonly AuditCheck[] = [
  {
    rule: "LEDGER-9 what one player lent another and got back is what their favors say",
    needs: ["favors"],
    ask: `select format('%s to %s: lent %s, repaid %s; favors say %s, %s', lender, borrower,
        coalesce(t.lent, 0), coalesce(t.repaid, 0), coalesce(f.lent, 0), coalesce(f.repaid, 0))
        as difference
      from (
        select lender, borrower, sum(amount) filter (where kind = 'favor_lent') as lent,
          sum(amount) filter (where kind = 'favor_repaid') as repaid
        from (
          select p.kind, p.amount,
            case p.kind when 'favor_lent' then source.player_id else target.player_id end as lender,
            case p.kind when 'favor_lent' then target.player_id else source.player_id end as borrower
          from postings p
            join postings o on o.transfer_id = p.transfer_id and o.amount < 0
            join accounts source on source.name = o.account and source.currency = o.currency
            join accounts target on target.name = p.account and target.currency = p.currency
          where p.kind in ('favor_lent', 'favor_repaid') and p.amount > 0
        ) movement group by 1, 2
      ) t full join (
        select lender_id as lender, borrower_id as borrower, sum(amount) as lent, sum(repaid) as repaid
        from favors where accepted_at is not null group by 1, 2
      ) f using (lender, borrower)
      where coalesce(t.lent, 0) <> coalesce(f.lent, 0)
        or coalesce(t.repaid, 0) <> coalesce(f.repaid, 0)`,
  },
  {
    rule: "LEDGER-9 a favor is open while something is owed, and repaid when nothing is",
    needs: ["favors"],
    ask: `select format('favor %s: %s, repaid %s of %s', id, status, repaid, amount + fee) as difference
      from favors
      where (accepted_at is not null) <> (status in ('open', 'repaid'))
        or (status in ('open', 'repaid') and (status = 'repaid') <> (repaid = amount + fee))
        or (accepted_at is null and (repaid > 0 or defaulted_at is not null))
        or (status = 'repaid') and ended_at is null`,
  },
];
