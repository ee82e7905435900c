import type { AuditCheck } from "./audit-checks.ts";

/** What the pools of a final race and its bets must agree on (TOTE-2, TOTE-6). */
export const poolChecks: readonly AuditCheck[] = [
  {
    rule: "TOTE-2 a final race has a pool for each of its markets, and no other",
    needs: ["races", "race_pools"],
    ask: `select format('race %s (%s), %s: %s', coalesce(r.id, p.race_id), r.status,
        coalesce(r.market, p.market), coalesce(p.outcome, 'no pool')) as difference
      from (
        select id, status, market
        from races cross join jsonb_array_elements_text(market_rules->'markets') market
        where status in ('official', 'void')
      ) r full join race_pools p on p.race_id = r.id and p.market = r.market
      where r.id is null or p.race_id is null or (r.status = 'void' and p.outcome = 'paid')`,
  },
  {
    rule: "TOTE-2 a pool holds and pays what its bets say",
    needs: ["bets", "races", "race_pools"],
    ask: `select format('race %s, %s: gross %s, paid %s, refunds %s, takeout %s; bets say %s, %s, %s', race_id,
        market, p.gross, p.paid, p.refunds, p.takeout, coalesce(b.gross, 0), coalesce(b.paid, 0),
        coalesce(b.refunds, 0)) as difference
      from race_pools p join races r on r.id = race_id full join (
        select race_id, market, sum(stake) filter (where bets.status in ('won', 'lost')) as gross,
          sum(payout) filter (where bets.status in ('won', 'lost')) as paid,
          sum(stake) filter (where bets.status = 'refunded') as refunds
        from bets join races on races.id = race_id
        where finished_at is not null and bets.status <> 'cancelled' group by race_id, market
      ) b using (race_id, market)
      where p.gross is distinct from coalesce(b.gross, 0) or p.paid is distinct from coalesce(b.paid, 0)
        or p.refunds is distinct from coalesce(b.refunds, 0)
        or p.takeout is distinct from case when market = 'win' and market_rules ? 'fixedPrices' then 0
          else p.gross * (market_rules->>'takeoutBps')::bigint / 10000 end`,
  },
];
