import type { AuditCheck } from "./audit-checks.ts";
import type { Operation } from "./operations.ts";

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
    rule: "I6 every accepted answer has its bet",
    needs: ["bets"],
    ask: `select format('%s, key %s: bet %s', k.player_id, k.key, k.answer->'bet'->>'id') as difference
      from (${storedAnswers("placeBet")}) k
        left join bets b on b.id = (k.answer->'bet'->>'id')::bigint and b.player_id = k.player_id
      where b.id is null`,
  },
  {
    rule: "I9 a stored answer tells its bet's stake, serial and leaf",
    needs: ["bets"],
    ask: `select format('%s, key %s: bet %s', k.player_id, k.key, b.id) as difference
      from (${storedAnswers("placeBet")}) k
        join bets b on b.id = (k.answer->'bet'->>'id')::bigint
      where (b.stake::text, b.serial::text, encode(b.leaf, 'hex')) is distinct from
        (k.answer->'bet'->>'stake', k.answer->'bet'->>'serial', k.answer->'receipt'->>'leaf')`,
  },
  {
    rule: "I9 a stored answer tells its cast's race, power, target and cost",
    needs: ["race_inputs"],
    ask: `select format('%s, key %s: cast %s of race %s', k.player_id, k.key, k.answer->'cast'->>'seq',
        k.answer->'cast'->>'raceId') as difference
      from (${storedAnswers("castPower")}) k left join race_inputs i
        on i.race_id = (k.answer->'cast'->>'raceId')::int and i.seq = (k.answer->'cast'->>'seq')::int
          and i.player_id = k.player_id
      where (i.power, i.target::text, i.cost::text) is distinct from (k.answer->'cast'->>'power',
        k.answer->'cast'->>'target', k.answer->'cast'->>'cost')`,
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

/** Stored answers that said yes, as JSON; those that have expired are not there any more. */
function storedAnswers(operation: Operation): string {
  return `select player_id, key, (reply::jsonb->>'text')::jsonb as answer from idempotency_keys
    where operation = '${operation}' and (reply::jsonb->>'ok')::boolean`;
}
