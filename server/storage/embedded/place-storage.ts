import { createHash } from "node:crypto";
import { chmod, mkdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { StartError } from "../start-error.ts";
import type { StorageLog } from "../storage-log.ts";
import { explainFileError } from "./explain-failure.ts";
import { closedFolder, isRoot, type PostgresUser, postgresUser } from "./postgres-user.ts";

/** Where the embedded server keeps its files, and who runs it. */
export type StoragePlace = {
  /** Holds `pg/` (the cluster), `pg.log`, and where needed `run/` and a copy of the binaries. */
  storageDir: string;
  clusterDir: string;
  user: PostgresUser;
};

/**
 * Decides where the cluster of `dataDir` lives, and makes the folder. That is `dataDir` itself, but
 * for root under a folder that an unprivileged user cannot enter it is `/var/lib/grandstand-<hash>`
 * (said in one log line). A cluster that exists is never left behind for an empty one elsewhere.
 *
 * Throws `StartError` when no place can be made or the existing cluster cannot be reached.
 */
export async function placeStorage(options: {
  dataDir: string;
  log: StorageLog;
}): Promise<StoragePlace> {
  const dataDir = await makeDataDir(options.dataDir);
  const wanted = await placeAt(dataDir);
  if (!isRoot()) {
    await refuseForeignCluster(wanted.clusterDir);
    return wanted;
  }
  const closed = await closedFolder(dataDir, wanted.user);
  const exists = await isCluster(wanted.clusterDir);
  if (closed !== undefined && exists) {
    throw new StartError(
      `The database in ${wanted.clusterDir} cannot be reached by the unprivileged user that runs PostgreSQL, because ${closed} is closed to it; run chmod o+x on that folder, or set DATA_DIR.`,
    );
  }
  const elsewhere = path.join("/var/lib", `grandstand-${shortHash(dataDir)}`);
  if (exists || (closed === undefined && !(await isCluster(path.join(elsewhere, "pg"))))) {
    return wanted;
  }
  options.log.info(
    `The database files are in ${elsewhere}: PostgreSQL does not run as root, and other users cannot enter ${closed ?? dataDir}.`,
  );
  return placeAt(await makeFolder(elsewhere));
}

/** Makes the data folder and answers its real path. Throws `StartError`. */
export async function makeDataDir(dataDir: string): Promise<string> {
  return makeFolder(path.resolve(dataDir));
}

export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

async function placeAt(storageDir: string): Promise<StoragePlace> {
  const clusterDir = path.join(storageDir, "pg");
  return { storageDir, clusterDir, user: await postgresUser(clusterDir) };
}

/** A cluster made by root belongs to an unprivileged user, whose files only root can open. */
async function refuseForeignCluster(clusterDir: string): Promise<void> {
  const uid = process.getuid?.();
  const owner = await stat(clusterDir).catch(() => undefined);
  if (uid === undefined || owner === undefined || owner.uid === uid) return;
  throw new StartError(
    `The database in ${clusterDir} belongs to another user of this machine (${owner.uid}), as after a start with sudo; start it that way again, or set DATA_DIR to another folder.`,
  );
}

/** Makes the folder, open to enter for PostgreSQL's user, and answers its real path. */
async function makeFolder(folder: string): Promise<string> {
  try {
    const created = await mkdir(folder, { recursive: true, mode: 0o755 });
    // A umask of 077 would close a folder made by root to the user that PostgreSQL runs as.
    if (created !== undefined) await chmod(folder, 0o755);
    return await realpath(folder);
  } catch (error) {
    throw explainFileError(error, `The data folder ${folder} cannot be made`);
  }
}

async function isCluster(clusterDir: string): Promise<boolean> {
  return stat(path.join(clusterDir, "PG_VERSION")).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === "EACCES",
  );
}
