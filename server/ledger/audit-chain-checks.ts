import type { EntityManager } from "typeorm";
import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { betLeaf, firstHead, nextHead, playerTag } from "#common/race/bet-leaf.ts";
import type { AuditCheck } from "./audit-checks.ts";

const PAGE = 5_000;

/** What the chain of a race's bets and its bets must agree on (RACE-6). */
export const chainChecks: readonly AuditCheck[] = [
  {
    rule: "RACE-6 the bets of a race are numbered 1 to n, and its chain counts them",
    needs: ["bets", "race_chains"],
    ask: `select format('race %s: %s bets, serials %s to %s, chain of %s', c.race_id, b.count, b.first,
        b.last, c.bet_count) as difference
      from race_chains c left join (
        select race_id, count(*) as count, count(distinct serial) as serials,
          min(serial) as first, max(serial) as last from bets group by race_id
      ) b using (race_id)
      where coalesce(b.count, 0) <> c.bet_count or coalesce(b.serials, 0) <> c.bet_count
        or b.first <> 1 or b.last <> c.bet_count`,
  },
  {
    rule: "RACE-6 every leaf is its bet's, and the head of a chain follows from its leaves",
    needs: ["bets", "race_chains"],
    ask: recomputeChains,
  },
  {
    rule: "RACE-6 what the lock published is what the chain holds",
    needs: ["races", "race_chains"],
    ask: `select format('race %s: locked %s bets with the head %s', id, lock_roots->>'betCount',
        lock_roots->>'betsHead') as difference
      from races join race_chains on race_id = races.id
      where lock_roots is not null and (lock_roots->>'betCount', lock_roots->>'betsHead')
        is distinct from (bet_count::text, encode(head, 'hex'))`,
  },
];

/** Computes every chain again from its bets, a page at a time. */
async function recomputeChains(manager: EntityManager): Promise<string[]> {
  const differences: string[] = [];
  const heads = new Map<number, Uint8Array>();
  for await (const bet of readLinks(manager)) {
    const { race_id: raceId } = bet;
    if (!isOwnLeaf(bet)) differences.push(`bet ${bet.id} of race ${raceId}: its leaf is another's`);
    const leaf = bet.leaf ?? new Uint8Array();
    heads.set(raceId, nextHead(heads.get(raceId) ?? firstHead(raceId), leaf));
  }
  const chains: { race_id: number; head: Buffer }[] = await manager.query(
    "select race_id, head from race_chains order by race_id",
  );
  for (const { race_id: raceId, head } of chains) {
    const said = encodeHex(heads.get(raceId) ?? firstHead(raceId));
    if (said === encodeHex(head)) continue;
    differences.push(`race ${raceId}: head ${encodeHex(head)}; its leaves say ${said}`);
  }
  return differences;
}

interface LinkRow {
  id: string;
  race_id: number;
  serial: number;
  player_id: string;
  market: string;
  selection: number[];
  stake: string;
  price: number | null;
  tag: Buffer | null;
  salt: Buffer | null;
  leaf: Buffer | null;
  tag_secret: Buffer | null;
}

async function* readLinks(manager: EntityManager): AsyncGenerator<LinkRow> {
  let last = { race_id: 0, serial: 0 };
  for (;;) {
    const page: LinkRow[] = await manager.query(
      `select bets.id, race_id, serial, player_id, market, selection, stake, price, tag, salt, leaf,
         tag_secret
       from bets join races on races.id = race_id
       where serial is not null and (race_id, serial) > ($1, $2)
       order by race_id, serial limit ${PAGE}`,
      [last.race_id, last.serial],
    );
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    last = end;
  }
}

function isOwnLeaf(bet: LinkRow): boolean {
  const { serial, market, selection, price, tag, salt, leaf, tag_secret: tagSecret } = bet;
  if (tag?.length !== 16 || salt?.length !== 16 || leaf === null || tagSecret === null)
    return false;
  const own = playerTag(tagSecret, decodeHex(bet.player_id.replaceAll("-", "")));
  if (encodeHex(own) !== encodeHex(tag)) return false;
  const stake = BigInt(bet.stake);
  const raceId = bet.race_id;
  const said = betLeaf({ raceId, serial, tag, market, selection, stake, price: price ?? 0, salt });
  return encodeHex(said) === encodeHex(leaf);
}
