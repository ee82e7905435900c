import type { AuditCheck } from "./audit-checks.ts";

/** What the wall between the currencies, the viewers of a LIVE and the ledger must agree on. */
export const coinChecks: readonly AuditCheck[] = [
  {
    rule: "LEDGER-2 coins meet no race, and chips no handle",
    ask: `select format('transfer %s (%s, %s): %s', t.id, t.kind, t.currency,
        string_agg(p.account, ', ')) as difference
      from transfers t join postings p on p.transfer_id = t.id
      where (t.currency = 'coins' and (t.race_id is not null or t.bet_id is not null
          or p.account like 'pool:%' or p.account like 'liability:%'))
        or (t.currency = 'chips' and (p.account like 'handle:%' or t.kind in
          ('gift_coins', 'watch_coins', 'handle_linked', 'handle_unlinked')))
      group by t.id`,
  },
  {
    rule: "LIVE INPUT-4 a viewer is granted what their diamonds and minutes earned",
    needs: ["live_viewers"],
    ask: `select format('%s:%s: %s diamonds, %s coins; %s minutes, %s coins', source, viewer_id,
        diamonds_total, gift_coins_granted, watched_minutes, watch_coins_granted) as difference
      from live_viewers
      where gift_coins_granted <> 2 * diamonds_total / 100
        or watch_coins_granted <> watched_minutes / 30`,
  },
  {
    rule: "LIVE INPUT-4 every coin that was earned left the mint for its viewer, once",
    needs: ["live_viewers"],
    ask: `select format('%s: granted %s and %s, posted %s and %s', account, viewer.gift, viewer.watch,
        posted.gift, posted.watch) as difference
      from (
        select 'handle:' || source || ':' || viewer_id as account, gift_coins_granted as gift,
          watch_coins_granted as watch
        from live_viewers where gift_coins_granted > 0 or watch_coins_granted > 0
      ) viewer full join (
        select account, coalesce(sum(amount) filter (where kind = 'gift_coins'), 0) as gift,
          coalesce(sum(amount) filter (where kind = 'watch_coins'), 0) as watch
        from postings
        where account like 'handle:%' and amount > 0 and kind in ('gift_coins', 'watch_coins')
        group by account
      ) posted using (account)
      where viewer.gift is distinct from posted.gift
        or viewer.watch is distinct from posted.watch`,
  },
  {
    rule: "LIVE INPUT-4 a link moved the coins that it says",
    needs: ["identities"],
    ask: `select format('%s and %s: said %s and %s back, posted %s and %s back', account, player_id,
        said.moved, said.returned, posted.moved, posted.returned) as difference
      from (
        select 'handle:' || source || ':' || viewer_id as account, player_id,
          sum(coins_moved) as moved, sum(coins_returned) as returned
        from identities group by 1, 2 having sum(coins_moved) > 0
      ) said full join (
        select p.account, t.player_id,
          coalesce(-sum(p.amount) filter (where p.kind = 'handle_linked'), 0) as moved,
          coalesce(sum(p.amount) filter (where p.kind = 'handle_unlinked'), 0) as returned
        from postings p join transfers t on t.id = p.transfer_id
        where p.account like 'handle:%' and p.kind in ('handle_linked', 'handle_unlinked')
        group by 1, 2
      ) posted using (account, player_id)
      where said.moved is distinct from posted.moved
        or said.returned is distinct from posted.returned`,
  },
  {
    rule: "LIVE INPUT-4 nothing waits on a handle that is linked",
    needs: ["identities"],
    ask: `select format('%s: %s', a.name, a.balance) as difference
      from accounts a join identities i on a.name = 'handle:' || i.source || ':' || i.viewer_id
      where i.unlinked_at_ms is null and a.balance <> 0`,
  },
];
