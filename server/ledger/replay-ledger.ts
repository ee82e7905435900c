import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";

/** What the postings alone say, read from the first to the last. */
export interface LedgerReplay {
  /** By `accountKey`. */
  balances: Map<string, Amount>;
  transferCount: number;
  postingCount: number;
  /** Accounts other than the mint that were below 0 after some transfer: the key and that transfer. */
  overdrafts: { account: string; transferId: string }[];
  /** Transfers whose postings do not sum to 0, or that have fewer than two. */
  unbalanced: string[];
}

interface PostingText {
  id: string;
  transfer_id: string;
  account: string;
  currency: string;
  amount: string;
}

const PAGE = 10_000;

/**
 * Adds up every posting in the order of its transfer, a page of 10,000 at a time. Run it in one
 * snapshot (REPEATABLE READ).
 */
export async function replayLedger(manager: EntityManager): Promise<LedgerReplay> {
  const replay: LedgerReplay = {
    balances: new Map(),
    transferCount: 0,
    postingCount: 0,
    overdrafts: [],
    unbalanced: [],
  };
  let sides: PostingText[] = [];
  for await (const posting of readPostings(manager)) {
    if (sides[0] !== undefined && sides[0].transfer_id !== posting.transfer_id) {
      apply(replay, sides);
      sides = [];
    }
    sides.push(posting);
  }
  if (sides.length > 0) apply(replay, sides);
  return replay;
}

/** An account's name and currency in one word. */
export function accountKey({ account, currency }: { account: string; currency: string }): string {
  return `${account} (${currency})`;
}

async function* readPostings(manager: EntityManager): AsyncGenerator<PostingText> {
  let last = { transfer_id: "0", id: "0" };
  for (;;) {
    const page: PostingText[] = await manager.query(
      `select id, transfer_id, account, currency, amount from postings
        where (transfer_id, id) > ($1::bigint, $2::bigint) order by transfer_id, id limit ${PAGE}`,
      [last.transfer_id, last.id],
    );
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    last = end;
  }
}

function apply(replay: LedgerReplay, sides: PostingText[]): void {
  const { transfer_id: transferId } = sides[0] as PostingText;
  let sum = 0n;
  for (const side of sides) {
    const amount = BigInt(side.amount);
    const key = accountKey(side);
    replay.balances.set(key, (replay.balances.get(key) ?? 0n) + amount);
    sum += amount;
  }
  if (sum !== 0n || sides.length < 2) replay.unbalanced.push(transferId);
  for (const account of new Set(sides.map(accountKey))) {
    const isBelow = (replay.balances.get(account) ?? 0n) < 0n;
    if (isBelow && !account.startsWith("mint:")) replay.overdrafts.push({ account, transferId });
  }
  replay.transferCount += 1;
  replay.postingCount += sides.length;
}
