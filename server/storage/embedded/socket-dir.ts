import { chmod, chown, lstat, mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { StartError } from "../start-error.ts";
import { explainFileError } from "./explain-failure.ts";
import type { StoragePlace } from "./place-storage.ts";
import { shortHash } from "./place-storage.ts";

/** The kernel's limit for a socket path is 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_BYTES_MAX = 103;
const SOCKET_FILE = "/.s.PGSQL.65535";

/**
 * Makes the folder of the server's unix socket, closed to everyone but PostgreSQL's user (and root):
 * `run/` beside the cluster, or a short one under the system's temporary folder, named by a hash of
 * the long path.
 */
export async function makeSocketDir({ storageDir, user }: StoragePlace): Promise<string> {
  const beside = path.join(storageDir, "run");
  const candidates = [beside, ...[os.tmpdir(), "/tmp"].map((dir) => shortDir(dir, storageDir))];
  const socketDir = candidates.find(fitsSocket);
  if (socketDir === undefined) {
    throw new StartError("No folder with a path short enough for a socket; set TMPDIR to one.");
  }
  try {
    await mkdir(socketDir, { recursive: true, mode: 0o700 });
    await refuseForeignFolder(socketDir, user.uid);
    if (user.uid !== undefined) await chown(socketDir, user.uid, user.gid ?? user.uid);
    await chmod(socketDir, 0o700);
  } catch (error) {
    throw explainFileError(error, `The database's socket folder ${socketDir} cannot be made`);
  }
  return socketDir;
}

function shortDir(tmpDir: string, storageDir: string): string {
  return path.join(tmpDir, `grandstand-${shortHash(storageDir)}`);
}

function fitsSocket(dir: string): boolean {
  return Buffer.byteLength(dir + SOCKET_FILE) <= SOCKET_PATH_BYTES_MAX;
}

/** A folder in a shared temporary folder may have been laid there by somebody else. */
async function refuseForeignFolder(dir: string, postgresUid: number | undefined): Promise<void> {
  const { uid } = await lstat(dir).then((entry) => {
    if (!entry.isDirectory()) throw new StartError(`${dir} is not a folder; remove it.`);
    return entry;
  });
  const own = process.getuid?.();
  if (uid !== own && uid !== postgresUid) {
    throw new StartError(`The folder ${dir} belongs to another user; remove it or set DATA_DIR.`);
  }
}
