import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { StartError } from "../start-error.ts";
import { explainFileError, explainPostgresFailure } from "./explain-failure.ts";
import type { Binaries } from "./find-binaries.ts";
import type { StoragePlace } from "./place-storage.ts";
import { isAlive } from "./postmaster-file.ts";
import { runProgram } from "./run-program.ts";

/** The one role of the embedded server. */
export const ROLE = "grandstand";

/** Inside the cluster, so that a copy or a move keeps both together. */
const PASSWORD_FILE = "grandstand-password";

/** Whether a cluster is there; its password file is written before it gets its name. */
export async function hasCluster({ clusterDir }: StoragePlace): Promise<boolean> {
  return stat(path.join(clusterDir, "PG_VERSION")).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw explainFileError(error, `The database in ${clusterDir} cannot be read`);
    },
  );
}

/** The password of `ROLE`. */
export async function readPassword({ clusterDir }: StoragePlace): Promise<string> {
  try {
    return (await readFile(path.join(clusterDir, PASSWORD_FILE), "utf8")).trim();
  } catch (error) {
    throw explainFileError(error, `The database in ${clusterDir} cannot be opened`);
  }
}

/**
 * Makes the cluster under another name and then gives it its own, so that a process killed half-way
 * leaves none and two processes that start at once end with one.
 *
 * `isDurable: false` leaves out the final sync (tests).
 */
export async function initCluster(
  place: StoragePlace,
  binaries: Binaries,
  { isDurable }: { isDurable: boolean },
): Promise<void> {
  const { clusterDir, storageDir, user } = place;
  draftsMade += 1;
  const newDir = `${clusterDir}.new-${process.pid}-${draftsMade}`;
  const passwordFile = `${newDir}.password`;
  try {
    await removeAbandoned(place);
    await mkdir(newDir, { mode: 0o700 });
    await refuseSharedFolder(newDir);
    await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    await give(newDir, place);
    await give(passwordFile, place);
    const { code, output } = await runProgram(
      path.join(binaries.binDir, "initdb"),
      initdbArguments({ newDir, passwordFile, major: binaries.major, isDurable }),
      user,
    );
    if (code !== 0) throw explainPostgresFailure(output, path.join(storageDir, "pg.log"));
    await rename(passwordFile, path.join(newDir, PASSWORD_FILE));
    await rename(newDir, clusterDir);
  } catch (error) {
    // Another process that starts at the same moment finished first: its cluster is the one.
    if (!(await hasCluster(place))) {
      throw explainFileError(error, `The database in ${clusterDir} cannot be made`);
    }
  } finally {
    await rm(newDir, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

let draftsMade = 0;

/** Half-made clusters of processes that were killed. */
async function removeAbandoned({ storageDir }: StoragePlace): Promise<void> {
  for (const name of await readdir(storageDir)) {
    const pid = /^pg\.new-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(path.join(storageDir, name), { recursive: true, force: true });
  }
}

function initdbArguments(options: {
  newDir: string;
  passwordFile: string;
  major: number;
  isDurable: boolean;
}): string[] {
  const { newDir, passwordFile, major, isDurable } = options;
  // The same order of text on every machine, whatever its language.
  const locale =
    major >= 17
      ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
      : ["--locale=C"];
  return [
    `--pgdata=${newDir}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--data-checksums",
    "--no-instructions",
    ...locale,
    ...(isDurable ? [] : ["--no-sync"]),
  ];
}

/** Hands a file made by root to the user that PostgreSQL runs as. */
async function give(file: string, { user }: StoragePlace): Promise<void> {
  if (user.uid !== undefined) await chown(file, user.uid, user.gid ?? user.uid);
}

/** PostgreSQL refuses a data folder that others can enter, and some file systems know no modes. */
async function refuseSharedFolder(dir: string): Promise<void> {
  if (process.platform === "win32") return;
  await chmod(dir, 0o700);
  const { mode } = await stat(dir);
  if ((mode & 0o077) !== 0) {
    throw new StartError(
      `The database cannot be kept in ${path.dirname(dir)}, because that file system has no permissions; set DATA_DIR to a folder on the system's own disk.`,
    );
  }
}
