import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pino } from "pino";
import { startEmbeddedPostgres } from "#server/storage/embedded/embedded-postgres.ts";
import { findPostmaster } from "#server/storage/embedded/postmaster-file.ts";

/** A data folder of one test. */
export type TestDataDir = {
  dataDir: string;
  /** Kills a server that was left running there, and removes the folder. */
  remove: () => Promise<void>;
};

/** A server of one test's own, to be killed and started again as the test likes. */
export type TestPostgres = TestDataDir & {
  url: string;
  /** Starts it again if it is down; answers its process id. */
  ensureRunning: () => Promise<number>;
  stop: () => Promise<void>;
};

export const silentLog = pino({ level: "silent" });

/** Makes an empty data folder that the unprivileged user of the embedded server can enter. */
export async function makeTestDataDir(): Promise<TestDataDir> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "grandstand-data-"));
  await chmod(dataDir, 0o755);
  return {
    dataDir,
    remove: async () => {
      await killPostmaster(path.join(dataDir, "pg"));
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

/**
 * Starts an embedded server on a data folder of its own. `durable` keeps PostgreSQL's safety against
 * crashes of the machine, which tests that kill it want as well.
 */
export async function startTestPostgres({ durable }: { durable: boolean }): Promise<TestPostgres> {
  const { dataDir, remove } = await makeTestDataDir();
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, isDurable: durable });
  const { url, ensureRunning, stop } = server;
  return { dataDir, url, ensureRunning, stop, remove };
}

async function killPostmaster(clusterDir: string): Promise<void> {
  const postmaster = await findPostmaster(clusterDir);
  if (postmaster === undefined) return;
  // SIGQUIT makes the children go as well, without waiting for anything.
  process.kill(postmaster.pid, "SIGQUIT");
  while ((await findPostmaster(clusterDir)) !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
