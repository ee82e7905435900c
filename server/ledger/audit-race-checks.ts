import type { AuditCheck } from "./audit-checks.ts";

/** What fixed odds, scratches and powers must agree on with the ledger. */
export const raceChecks: readonly AuditCheck[] = [
  {
    rule: "TOTE-8 the liability of a race is the worst case of its open bets at fixed odds",
    needs: ["bets"],
    ask: `select format('race %s: holds %s, worst case %s', coalesce(a.name, b.race_id::text),
        coalesce(a.balance, 0), coalesce(b.worst, 0)) as difference
      from (select * from accounts where kind = 'liability') a full join (
        select race_id, greatest(max(payouts) - sum(stakes), 0) as worst from (
          select race_id, sum(stake) as stakes, sum(stake * price / 100) as payouts
          from bets where status = 'open' and price is not null group by race_id, selection
        ) runner group by race_id
      ) b on a.name = 'liability:' || b.race_id
      where coalesce(a.balance, 0) <> coalesce(b.worst, 0)`,
  },
  {
    rule: "TOTE-8 the exposure of a runner is what its open bets at fixed odds say",
    needs: ["bets", "fixed_exposures"],
    ask: `select format('race %s, runner %s: stakes %s, payouts %s; bets say %s, %s', race_id, runner,
        coalesce(e.stakes, 0), coalesce(e.payouts, 0), coalesce(b.stakes, 0), coalesce(b.payouts, 0))
        as difference
      from fixed_exposures e full join (
        select race_id, selection[1] as runner, sum(stake) as stakes, sum(stake * price / 100) as payouts
        from bets where status = 'open' and price is not null group by 1, 2
      ) b using (race_id, runner)
      where coalesce(e.stakes, 0) <> coalesce(b.stakes, 0)
        or coalesce(e.payouts, 0) <> coalesce(b.payouts, 0)`,
  },
  {
    rule: "TOTE-6 no bet stands on a scratched runner",
    needs: ["bets", "races"],
    ask: `select format('bet %s of race %s is %s', b.id, r.id, b.status) as difference
      from bets b join races r on r.id = b.race_id
      where r.scratched && b.selection and b.status not in ('refunded', 'cancelled')`,
  },
  {
    rule: "TOTE-6 a scratch gives back a bet on that runner or at fixed odds, once and whole",
    needs: ["bets", "races"],
    ask: `select format('transfer %s: bet %s', max(t.id), t.bet_id) as difference
      from transfers t left join bets b on b.id = t.bet_id and b.race_id = t.race_id
          and b.player_id = t.player_id
        left join races r on r.id = b.race_id
        left join postings p on p.transfer_id = t.id and p.account = 'available:' || b.player_id
      where t.kind = 'bet_scratched' group by t.bet_id
      having count(*) > 1 or not bool_and(coalesce(b.status = 'refunded' and p.amount = b.stake
        and r.scratched <> '{}' and (r.scratched && b.selection or b.price is not null), false))`,
  },
  {
    rule: "RACE-7 powers were held, captured and released as their casts say",
    needs: ["race_inputs"],
    ask: `select format('race %s, %s: held %s, captured %s, released %s', race_id, player_id,
        coalesce(t.held, 0), coalesce(t.captured, 0), coalesce(t.released, 0)) as difference
      from (
        select t.race_id, t.player_id, count(*) filter (where t.kind = 'power_held') as holds,
          sum(p.amount) filter (where t.kind = 'power_held') as held,
          sum(-p.amount) filter (where t.kind = 'power_captured') as captured,
          sum(-p.amount) filter (where t.kind = 'power_released') as released
        from transfers t join postings p on p.transfer_id = t.id and p.amount
          * (case t.kind when 'power_held' then 1 else -1 end) > 0
        where t.kind like 'power\\_%' group by 1, 2
      ) t full join (
        select race_id, player_id, count(*) as holds, sum(cost) as held,
          sum(cost) filter (where status = 'captured') as captured,
          sum(cost) filter (where status = 'refunded') as refunded,
          sum(cost) filter (where status in ('released', 'refunded')) as released
        from race_inputs group by 1, 2
      ) i using (race_id, player_id)
      where t.holds is distinct from i.holds or t.held is distinct from i.held
        or t.released is distinct from i.released
        or coalesce(t.captured, 0) - coalesce(i.captured, 0)
          not between 0 and coalesce(i.refunded, 0)`,
  },
];
