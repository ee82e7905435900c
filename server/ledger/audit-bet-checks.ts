import type { AuditCheck } from "./audit-checks.ts";

/** What the ledger and the bets must agree on. */
export const betChecks: readonly AuditCheck[] = [
  {
    rule: "I2 what is locked is the sum of the open stakes and the powers held",
    needs: ["bets", "race_inputs"],
    ask: `select format('%s: locked %s, open stakes and powers %s', w.player_id, w.balance_locked,
        coalesce(h.chips, 0)) as difference
      from wallets w left join (
        select player_id, sum(chips) as chips from (
          select player_id, stake as chips from bets where status = 'open'
          union all select player_id, cost from race_inputs where status = 'held'
        ) held group by player_id
      ) h using (player_id)
      where w.currency = 'chips' and w.balance_locked <> coalesce(h.chips, 0)`,
  },
  {
    rule: "I4 the pools and the liability of a final race are empty",
    needs: ["races"],
    ask: `select format('%s: %s', p.account, sum(p.amount)) as difference
      from postings p join races r on r.id = split_part(p.account, ':', 2)::bigint
      where (p.account like 'pool:%' or p.account like 'liability:%')
        and r.status in ('official', 'void')
      group by p.account having sum(p.amount) <> 0`,
  },
  {
    rule: "I5 every bet was placed once and cancelled at most once, with its own stake",
    needs: ["bets"],
    ask: `select format('bet %s: placed %s times for %s, cancelled %s times', b.id,
        coalesce(t.placed, 0), t.stake, coalesce(t.cancelled, 0)) as difference
      from bets b left join (
        select t.bet_id, t.race_id, t.player_id, count(*) filter (where t.kind = 'bet_placed') as placed,
          count(*) filter (where t.kind = 'bet_cancelled') as cancelled,
          sum(p.amount) filter (where t.kind = 'bet_placed') as stake
        from transfers t left join postings p
          on p.transfer_id = t.id and p.account = 'locked:' || t.player_id
        where t.kind in ('bet_placed', 'bet_cancelled') group by 1, 2, 3
      ) t on t.bet_id = b.id and t.race_id = b.race_id and t.player_id = b.player_id
      where t.placed is distinct from 1 or t.stake is distinct from b.stake
        or t.cancelled is distinct from (b.status = 'cancelled')::int`,
  },
  {
    rule: "I5 what came back of a bet is what its end says",
    needs: ["bets", "races"],
    ask: `select format('bet %s of race %s (%s) is %s: stake %s, payout %s, fee %s', b.id, r.id, r.status,
        b.status, stake, payout, fee) as difference
      from bets b join races r on r.id = race_id
      where case b.status
        when 'cancelled' then payout <> stake - fee
        when 'refunded' then payout <> stake or fee <> 0
        when 'won' then fee <> 0 or r.status <> 'official'
        when 'lost' then payout <> 0 or fee <> 0 or r.status <> 'official'
        else payout <> 0 or fee <> 0 end`,
  },
  {
    rule: "I5 the fee of a bet is what the house has kept of it",
    needs: ["bets"],
    ask: `select format('bet %s: fee %s, kept %s', b.id, b.fee, coalesce(kept, 0)) as difference
      from bets b left join (
        select t.bet_id, sum(p.amount) as kept from transfers t join postings p on p.transfer_id = t.id
        where t.kind in ('bet_cancelled', 'race_refunded') and p.account = 'house:chips'
        group by t.bet_id
      ) house on house.bet_id = b.id
      where b.fee <> coalesce(kept, 0)`,
  },
  {
    rule: "I5 every transfer of a bet has its bet",
    needs: ["bets"],
    ask: `select format('transfer %s (%s): bet %s', t.id, t.kind, t.bet_id) as difference
      from transfers t left join bets b on b.id = t.bet_id
      where t.kind in ('bet_placed', 'bet_cancelled') and b.id is null`,
  },
  {
    rule: "I5 a race moved each wallet by what its bets and powers say",
    needs: ["bets", "race_inputs"],
    ask: `select format('race %s, %s: moved %s, it says %s', race_id, player_id, coalesce(moved, 0),
        coalesce(said, 0)) as difference
      from (
        select t.race_id, a.player_id, sum(p.amount) as moved
        from transfers t join postings p on p.transfer_id = t.id
          join accounts a on a.name = p.account and a.currency = p.currency
        where t.race_id is not null and t.kind not in ('reversal', 'favor_repaid')
          and a.player_id is not null
        group by 1, 2
      ) ledger full join (
        select race_id, player_id, sum(chips) as said from (
          select race_id, player_id, payout - stake as chips from bets where status <> 'open'
          union all
          select race_id, player_id, -cost from race_inputs where status = 'captured'
        ) thing group by 1, 2
      ) book using (race_id, player_id)
      where coalesce(moved, 0) <> coalesce(said, 0)`,
  },
  {
    rule: "I8 a final race has no open bet and no power held",
    needs: ["bets", "races", "race_inputs"],
    ask: `select format('%s of race %s (%s)', thing, r.id, r.status) as difference
      from (
        select format('bet %s', id) as thing, race_id from bets where status = 'open'
        union all select format('cast %s', seq), race_id from race_inputs where status = 'held'
      ) open_thing join races r on r.id = race_id
      where r.status in ('official', 'void')`,
  },
];
