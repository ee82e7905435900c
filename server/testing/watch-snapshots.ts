import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { isConnectionLoss } from "#server/storage/sql-state.ts";

/** Looks at the books again and again, beside whatever is done with them. */
export interface SnapshotWatch {
  /** Ends it, after one more look. */
  stop(): Promise<{ snapshots: number; differences: string[] }>;
}

const LOOK_AGAIN_MS = 20;

/**
 * Reads one snapshot after the other in REPEATABLE READ: the sum of all postings, and of each
 * transfer's, is 0; what is locked in a wallet is its open stakes and held powers; no wallet is
 * overdrawn. A database that is killed meanwhile is looked at again as soon as it answers.
 */
export function watchSnapshots(findUrl: () => string | Promise<string>): SnapshotWatch {
  const differences = new Set<string>();
  let snapshots = 0;
  let isOver = false;

  async function look(client: Client): Promise<void> {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const found: string[] = [];
    for (const sql of QUESTIONS) {
      const { rows } = await client.query<{ difference: string }>(sql);
      found.push(...rows.map(({ difference }) => difference));
    }
    await client.query("COMMIT");
    for (const difference of found) differences.add(difference);
    snapshots += 1;
  }

  async function watch(): Promise<void> {
    while (!isOver) {
      const client = new Client({ connectionString: await findUrl() });
      // A break shows in the statement that is under way.
      client.on("error", () => undefined);
      try {
        await client.connect();
        do await look(client);
        while (!isOver);
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
        await pause(LOOK_AGAIN_MS);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  const watching = watch();
  watching.catch(() => undefined);
  return {
    async stop() {
      isOver = true;
      await watching;
      return { snapshots, differences: [...differences] };
    },
  };
}

const QUESTIONS = [
  `select format('all postings in %s sum to %s', currency, sum(amount)) as difference
    from postings group by currency having sum(amount) <> 0`,
  `select format('transfer %s sums to %s', transfer_id, sum(amount)) as difference
    from postings group by transfer_id having sum(amount) <> 0`,
  `select format('%s: locked %s, open stakes %s, held powers %s', w.player_id, balance_locked,
      coalesce(b.stakes, 0), coalesce(i.costs, 0)) as difference
    from wallets w
      left join (select player_id, sum(stake) as stakes from bets where status = 'open'
        group by 1) b using (player_id)
      left join (select player_id, sum(cost) as costs from race_inputs where status = 'held'
        group by 1) i using (player_id)
    where currency = 'chips' and balance_locked <> coalesce(b.stakes, 0) + coalesce(i.costs, 0)`,
  `select format('%s: total %s, locked %s', player_id, balance_total, balance_locked) as difference
    from wallets where balance_locked < 0 or balance_locked > balance_total`,
];
