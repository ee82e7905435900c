import { Client } from "pg";
import { StartError } from "../start-error.ts";
import type { StorageLog } from "../storage-log.ts";
import { choosePort } from "./choose-port.ts";
import { explainServerError } from "./explain-failure.ts";
import { findBinaries } from "./find-binaries.ts";
import { hasCluster, initCluster, ROLE, readPassword } from "./init-cluster.ts";
import { placeStorage, type StoragePlace } from "./place-storage.ts";
import { findPostmaster, type Postmaster } from "./postmaster-file.ts";
import { makeSocketDir } from "./socket-dir.ts";
import { type Listen, type Started, startPostmaster, waitUntilReady } from "./start-postmaster.ts";
import { stopPostmaster } from "./stop-postmaster.ts";

/** A PostgreSQL server of our own that outlives this process unless it is stopped. */
export type EmbeddedPostgres = {
  /** Of the database `grandstand`; holds the password: never log it. */
  url: string;
  /** The folder of the cluster's files. */
  clusterDir: string;
  /** Starts the server again if it died; answers the process id of the one that runs. */
  ensureRunning: () => Promise<number>;
  /** Stops it, whoever started it. */
  stop: () => Promise<void>;
};

const DATABASE = "grandstand";

/**
 * Starts the embedded server of `dataDir`, or takes over the one that runs there (left by a killed
 * process), and makes sure that its database exists. First start about 0.5 s, later ones 0.1 s.
 *
 * `settings` are PostgreSQL settings that differ from its defaults; `isDurable: false` gives up
 * safety against power loss for speed (tests). Throws `StartError`.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: StorageLog;
  isDurable?: boolean;
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log, isDurable = true, settings = {} } = options;
  const place = await placeStorage({ dataDir, log });
  let listen: Listen | undefined;

  async function run({ mayMake }: { mayMake: boolean }): Promise<Started> {
    const running = await runningPostmaster(place);
    if (running !== undefined) return { postmaster: running, isOurs: false };
    const binaries = await findBinaries(place);
    if (!(await hasCluster(place))) {
      // An empty database in the place of a lost one would look like a fresh start.
      if (!mayMake) throw new StartError(`The database in ${place.clusterDir} is gone.`);
      log.info("Making the database…");
      await initCluster(place, binaries, { isDurable });
    }
    listen ??= await chooseListen(place);
    const allSettings = isDurable ? settings : { ...FAST_AND_LOOSE, ...settings };
    return startPostmaster({ place, binaries, listen, settings: allSettings });
  }

  const { postmaster, isOurs } = await run({ mayMake: true });
  const url = databaseUrl(postmaster, await readPassword(place));
  listen = postmaster.socketDir ? { socketDir: postmaster.socketDir } : { port: postmaster.port };
  try {
    await makeDatabase(url);
  } catch (error) {
    if (isOurs) await stopPostmaster({ place, log });
    throw explainServerError(error);
  }
  return {
    url,
    clusterDir: place.clusterDir,
    ensureRunning: async () => (await run({ mayMake: false })).postmaster.pid,
    stop: async () => stopPostmaster({ place, log }),
  };
}

/** The URL of the embedded server that runs on `dataDir` now, `undefined` if none does. */
export async function runningEmbeddedUrl(options: {
  dataDir: string;
  log: StorageLog;
}): Promise<string | undefined> {
  const place = await placeStorage(options);
  const postmaster = await runningPostmaster(place);
  return postmaster && databaseUrl(postmaster, await readPassword(place));
}

/** Nothing to lose in a test. */
const FAST_AND_LOOSE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** The server that runs already, once it is ready; one that is stopping is waited for. */
async function runningPostmaster(place: StoragePlace): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = await findPostmaster(place.clusterDir);
    if (postmaster === undefined || postmaster.status === "ready") return postmaster;
    if (postmaster.status === "starting") return waitUntilReady(place);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function chooseListen(place: StoragePlace): Promise<Listen> {
  if (process.platform === "win32") return { port: await choosePort() };
  return { socketDir: await makeSocketDir(place) };
}

function databaseUrl({ socketDir, port }: Postmaster, password: string): string {
  const host = socketDir === "" ? "127.0.0.1" : "localhost";
  const socket = socketDir === "" ? "" : `?host=${encodeURIComponent(socketDir)}`;
  return `postgres://${ROLE}:${password}@${host}:${port}/${DATABASE}${socket}`;
}

async function makeDatabase(url: string): Promise<void> {
  if (await canConnect(url)) return;
  const admin = new Client({ connectionString: withDatabase(url, "postgres") });
  await admin.connect();
  try {
    await admin.query(`create database ${DATABASE}`);
  } catch (error) {
    // Another process that starts at the same moment made it first.
    if (!(await canConnect(url))) throw error;
  } finally {
    await admin.end();
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    const isMissing = (error as { code?: string }).code === "3D000";
    if (!isMissing) throw error;
    return false;
  } finally {
    await client.end();
  }
}

/** The same server's URL with another database. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
