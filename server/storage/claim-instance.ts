import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { advisoryKey } from "./advisory-key.ts";
import { StartError } from "./start-error.ts";
import type { StorageLog } from "./storage-log.ts";

/** The right of one process to be the Grandstand of a data folder. */
export type InstanceClaim = {
  /** Calls `listener` once, when another process took the data over: this one has to close. */
  onLost: (listener: () => void) => void;
  /** Gives the claim up; if it is held, `lastAct` is done while it still keeps others out. */
  release: (lastAct?: () => Promise<void>) => Promise<void>;
};

/** A killed process's connection may live a moment longer than the process. */
const FIRST_CLAIM_MS_MAX = 1_500;
const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;

/**
 * Claims the data of `dataDir`, whose id is `instanceId`, for the life of this process, by an
 * advisory lock on a connection of its own in the database at `url`. Processes with different data
 * folders may share a database.
 *
 * When that connection breaks it is made anew for as long as it takes; `revive` is called before each
 * try (to start the embedded server again). Throws `StartError` when another process holds the claim.
 */
export async function claimInstance(options: {
  url: string;
  instanceId: string;
  dataDir: string;
  log: StorageLog;
  revive?: () => Promise<unknown>;
}): Promise<InstanceClaim> {
  const { url, instanceId, dataDir, log, revive } = options;
  const session = {
    url,
    key: advisoryKey(`grandstand instance ${instanceId}`),
    token: randomUUID(),
  };
  const closing = new AbortController();
  const lost = new EventTarget();
  let client: Client | undefined;
  let reclaiming: Promise<void> | undefined;

  function watch(held: Client): void {
    client = held;
    held.once("end", () => {
      client = undefined;
      if (closing.signal.aborted) return;
      log.warn("The connection that holds the claim on the data broke; claiming it again.");
      reclaiming = reclaim();
    });
  }

  async function reclaim(): Promise<void> {
    let retryMs = RETRY_MS_MIN;
    while (!closing.signal.aborted) {
      try {
        await revive?.();
        const { held, holder } = await tryClaim(session);
        if (held !== undefined) {
          log.info("The claim on the data is held again.");
          return watch(held);
        }
        log.error(`Another Grandstand${holder} took over this data (${dataDir}).`);
        lost.dispatchEvent(new Event("lost"));
        return;
      } catch (error) {
        const { message } = error as Error;
        log.warn(`The database is away (${message}); next try in ${retryMs} ms.`);
      }
      await wait(retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
    }
  }

  watch(await firstClaim(session, dataDir));
  return {
    onLost: (listener) => lost.addEventListener("lost", listener, { once: true }),
    release: async (lastAct) => {
      closing.abort();
      await reclaiming;
      if (client !== undefined) await lastAct?.();
      await client?.end();
    },
  };
}

type Session = { url: string; key: string; token: string };

async function firstClaim(session: Session, dataDir: string): Promise<Client> {
  const deadline = Date.now() + FIRST_CLAIM_MS_MAX;
  for (;;) {
    const { held, holder } = await tryClaim(session);
    if (held !== undefined) return held;
    if (Date.now() > deadline) {
      throw new StartError(
        `Another Grandstand is already running on this data (${path.resolve(dataDir)}${holder}); stop it first, or set DATA_DIR to another folder.`,
      );
    }
    await wait(RETRY_MS_MIN);
  }
}

/** `holder` names the process that has the claim (", process 4711"), empty if nobody does. */
async function tryClaim(session: Session): Promise<{ held?: Client; holder: string }> {
  const client = new Client({
    connectionString: session.url,
    application_name: `grandstand-claim ${process.pid} ${session.token}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A broken connection also ends, and the end is what the claim acts on.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await endOwnLeftover(client, session);
    const { rows } = await client.query<{ held: boolean }>(
      "select pg_try_advisory_lock($1) as held",
      [session.key],
    );
    if (rows[0]?.held === true) return { held: client, holder: "" };
    const holder = await holderOf(client, session);
    await client.end();
    return { holder };
  } catch (error) {
    await client.end();
    throw error;
  }
}

const HOLDERS = `select a.pid, a.application_name from pg_locks l join pg_stat_activity a using (pid)
  where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
    and l.database = (select oid from pg_database where datname = current_database())
    and (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint`;

/** A connection that broke only on our side still holds the lock until the server notices. */
async function endOwnLeftover(client: Client, { key, token }: Session): Promise<void> {
  await client.query(
    `select pg_terminate_backend(pid, 2000) from (${HOLDERS}) holders
      where application_name like '%' || $2 and pid <> pg_backend_pid()`,
    [key, token],
  );
}

async function holderOf(client: Client, { key }: Session): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(HOLDERS, [key]);
  const pid = /^grandstand-claim (\d+) /.exec(rows[0]?.application_name ?? "")?.[1];
  return pid === undefined ? "" : `, process ${pid}`;
}
