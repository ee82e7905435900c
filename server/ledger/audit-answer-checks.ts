import type { AuditCheck } from "./audit-checks.ts";
import type { Operation } from "./operations.ts";

/**
 * What the keys, their stored answers and the rows they speak of must agree on (I6, I9). An answer is
 * there for a day; its key stays, so that a key without an answer may be that of any row.
 */
export const answerChecks: readonly AuditCheck[] = [
  {
    rule: "I6 every accepted answer has its bet",
    needs: ["bets"],
    ask: `${withAnswers("placeBet")}
      select format('%s, key %s: bet %s', k.player_id, k.key, k.answer->'bet'->>'id') as difference
      from answers k left join bets b
        on b.id = (k.answer->'bet'->>'id')::bigint and b.player_id = k.player_id
      where b.id is null`,
  },
  {
    rule: "I6 every bet has its key, and one",
    needs: ["bets"],
    ask: `${withAnswers("placeBet")},
      keyed as (
        select b.id, b.player_id, count(k.key) as keys
        from bets b left join answers k
          on (k.answer->'bet'->>'id')::bigint = b.id and k.player_id = b.player_id
        where serial is not null group by b.id
      )
      ${unkeyed("placeBet", "bet")}`,
  },
  {
    rule: "I6 every cast has its key, and one",
    needs: ["race_inputs"],
    ask: `${withAnswers("castPower")},
      keyed as (
        select race_id::text || '-' || seq as id, i.player_id, count(k.key) as keys
        from race_inputs i left join answers k on k.player_id = i.player_id
          and (k.answer->'cast'->>'raceId')::int = race_id and (k.answer->'cast'->>'seq')::int = seq
        group by race_id, seq
      )
      ${unkeyed("castPower", "cast")}`,
  },
  {
    rule: "I6 every cancelled bet has its key",
    needs: ["bets"],
    ask: `select format('bet %s: %s', b.id, coalesce(k.reply, 'no key')) as difference
      from bets b left join idempotency_keys k
        on k.player_id = b.player_id and k.operation = 'cancelBet' and k.key = b.id::text
      where b.status = 'cancelled' and b.serial is not null
        and (k.key is null or not coalesce((k.reply::jsonb->>'ok')::boolean, true))`,
  },
  {
    rule: "I9 a stored answer tells its bet's stake, serial and leaf",
    needs: ["bets"],
    ask: `${withAnswers("placeBet")}
      select format('%s, key %s: bet %s', k.player_id, k.key, b.id) as difference
      from answers k join bets b on b.id = (k.answer->'bet'->>'id')::bigint
      where (b.stake::text, b.serial::text, encode(b.leaf, 'hex')) is distinct from
        (k.answer->'bet'->>'stake', k.answer->'bet'->>'serial', k.answer->'receipt'->>'leaf')`,
  },
  {
    rule: "I9 a stored cancellation tells its bet, and the fee that the house took",
    needs: ["bets"],
    ask: `${withAnswers("cancelBet")},
      fee as (
        select t.bet_id, coalesce(sum(p.amount), 0)::bigint as chips
        from transfers t left join postings p on p.transfer_id = t.id and p.account = 'house:chips'
        where t.kind = 'bet_cancelled' group by t.bet_id
      )
      select format('%s, key %s: %s', k.player_id, k.key, k.answer->'bet') as difference
      from answers k left join bets b on b.id::text = k.key and b.player_id = k.player_id
        left join fee on fee.bet_id = b.id
      where (b.status, b.id::text, b.race_id::text, b.market, b.stake::text, b.serial::text, chips::text,
          (b.stake - chips)::text, 'cancelled') is distinct from
        ('cancelled', k.answer->'bet'->>'id', k.answer->'bet'->>'raceId', k.answer->'bet'->>'market',
          k.answer->'bet'->>'stake', k.answer->'bet'->>'serial', k.answer->'bet'->>'fee',
          k.answer->'bet'->>'payout', k.answer->'bet'->>'status')`,
  },
  {
    rule: "I9 a stored answer tells its cast's race, power, target and cost",
    needs: ["race_inputs"],
    ask: `${withAnswers("castPower")}
      select format('%s, key %s: cast %s of race %s', k.player_id, k.key, k.answer->'cast'->>'seq',
        k.answer->'cast'->>'raceId') as difference
      from answers k left join race_inputs i
        on i.race_id = (k.answer->'cast'->>'raceId')::int and i.seq = (k.answer->'cast'->>'seq')::int
          and i.player_id = k.player_id
      where (i.power, i.target::text, i.cost::text) is distinct from (k.answer->'cast'->>'power',
        k.answer->'cast'->>'target', k.answer->'cast'->>'cost')`,
  },
  {
    rule: "I9 a stored answer tells its favor's parties, amount and fee",
    needs: ["favors"],
    ask: `${withAnswers("offerFavor", "acceptFavor", "repayFavor")},
      told as (select player_id, operation, key, answer->'favor' as favor from answers)
      select format('%s, %s, key %s: favor %s', k.player_id, operation, key, k.favor->>'id')
        as difference
      from told k left join favors f on f.id = (k.favor->>'id')::bigint and k.player_id =
        case operation when 'offerFavor' then f.lender_id else f.borrower_id end
      where (f.lender_id::text, f.borrower_id::text, f.amount::text, f.fee::text) is distinct from
          (k.favor->'lender'->>'id', k.favor->'borrower'->>'id', k.favor->>'amount', k.favor->>'fee')
        or (operation <> 'offerFavor' and f.accepted_at::text is distinct from k.favor->>'acceptedAt')
        or case operation when 'offerFavor' then k.favor->>'status' <> 'offered'
          when 'acceptFavor' then k.favor->>'status' <> 'open' or k.favor->>'repaid' <> '0'
          else (k.favor->>'repaid')::bigint not between 1 and f.repaid end`,
  },
];

/** Begins a question about what was answered yes, each answer taken apart once. */
function withAnswers(...asked: Operation[]): string {
  const names = asked.map((name) => `'${name}'`).join();
  return `with replies as materialized (
      select player_id, operation, key, reply::jsonb as reply from idempotency_keys
      where operation in (${names}) and reply is not null
    ), answers as materialized (
      select player_id, operation, key, (reply->>'text')::jsonb as answer from replies
      where (reply->>'ok')::boolean
    )`;
}

/** Of `keyed`: what has two keys, and players with more of it than keys whose answer is gone. */
function unkeyed(operation: Operation, thing: string): string {
  return `select format('${thing} %s: %s keys', id, keys) as difference from keyed where keys > 1
    union all
    select format('%s: %s of ${thing} %s without a key', player_id, count(*), min(id)) from keyed
      left join (
        select player_id, count(*) as silent from idempotency_keys
        where operation = '${operation}' and reply is null group by 1
      ) expired using (player_id)
    where keys = 0 group by player_id, silent having count(*) > coalesce(silent, 0)`;
}
