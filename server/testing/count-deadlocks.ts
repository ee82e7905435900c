import { once } from "node:events";
import { Client } from "pg";

/**
 * Deadlocks that PostgreSQL has found in this database so far, waiting or retried ones included. A
 * connection tells them when it ends: this waits until all the others have.
 */
export async function countDeadlocks(url: string): Promise<number> {
  return withClient(url, async (client) => {
    for (;;) {
      const others = await client.query(`SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`);
      if (others.rowCount === 0) break;
    }
    const { rows } = await client.query<{ deadlocks: string }>(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
    );
    return Number(rows[0]?.deadlocks);
  });
}

/** Makes one deadlock. */
export async function meetDeadlock(url: string): Promise<void> {
  await withClient(url, (one) =>
    withClient(url, async (two) => {
      await one.query("SELECT pg_advisory_lock(1)");
      await two.query("SELECT pg_advisory_lock(2)");
      const crossed = [
        one.query("SELECT pg_advisory_lock(2)"),
        two.query("SELECT pg_advisory_lock(1)"),
      ];
      const ends = await Promise.allSettled(crossed.map((query, index) => free(query, index)));
      if (ends.filter(({ status }) => status === "rejected").length !== 1) {
        throw new Error("two that waited for each other met no deadlock");
      }

      /** The one that is refused lets go of its lock, so that the other gets it. */
      async function free(query: Promise<unknown>, index: number): Promise<void> {
        try {
          await query;
        } catch (error) {
          await (index === 0 ? one : two).query("SELECT pg_advisory_unlock_all()");
          throw error;
        }
      }
    }),
  );
}

async function withClient<Value>(
  url: string,
  act: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    const gone = once(client, "end");
    await client.end();
    await gone;
  }
}
