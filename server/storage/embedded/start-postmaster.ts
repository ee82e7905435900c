import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { StartError } from "../start-error.ts";
import { explainFileError, explainPostgresFailure, readLogFrom } from "./explain-failure.ts";
import type { Binaries } from "./find-binaries.ts";
import type { StoragePlace } from "./place-storage.ts";
import {
  findPostmaster,
  isAlive,
  type Postmaster,
  postmasterFile,
  readPostmasterFile,
} from "./postmaster-file.ts";
import { neutralFolder, programEnvironment, runProgram } from "./run-program.ts";

/** Where the server listens: a unix socket's folder, or on Windows a port of the loopback address. */
export type Listen = { socketDir: string } | { port: number };

/** `isOurs`: this process started it, and not another one at the same moment. */
export type Started = { postmaster: Postmaster; isOurs: boolean };

/** Recovery after a crash on a slow disk included. */
const READY_MS_MAX = 120_000;
const POLL_MS = 10;
/** A killed postmaster's children hold the shared memory until they notice. */
const RETRY_MS_MAX = 10_000;
const LOG_BYTES_MAX = 10_000_000;

/**
 * Starts PostgreSQL on the cluster, detached, so that neither Ctrl-C nor a kill of this process
 * reaches it, and waits until it accepts connections. If another process starts it at the same
 * moment, that one is answered, with `isOurs: false`.
 *
 * Throws `StartError` with PostgreSQL's own last complaint.
 */
export async function startPostmaster(options: {
  place: StoragePlace;
  binaries: Binaries;
  listen: Listen;
  settings: Record<string, string>;
}): Promise<Started> {
  const deadline = Date.now() + RETRY_MS_MAX;
  for (;;) {
    const output = await launch(options);
    if (output === undefined) {
      const postmaster = await waitUntilReady(options.place);
      return { postmaster, isOurs: true };
    }
    if (await findPostmaster(options.place.clusterDir)) {
      return { postmaster: await waitUntilReady(options.place), isOurs: false };
    }
    const isStillHeld = /shared memory block .* is still in use|lock file .* already exists/.test(
      output,
    );
    if (!isStillHeld || Date.now() > deadline) {
      throw explainPostgresFailure(output, logFile(options.place));
    }
    await removeStalePidFile(options.place);
    await wait(100);
  }
}

/** Waits until the running PostgreSQL accepts connections (it may be recovering from a crash). */
export async function waitUntilReady({ clusterDir }: StoragePlace): Promise<Postmaster> {
  const deadline = Date.now() + READY_MS_MAX;
  while (Date.now() < deadline) {
    const postmaster = await findPostmaster(clusterDir);
    if (postmaster?.status === "ready") return postmaster;
    if (postmaster === undefined) break;
    await wait(POLL_MS);
  }
  throw new StartError(
    `The database in ${clusterDir} did not become ready; its log is beside it in pg.log.`,
  );
}

/** Answers what PostgreSQL wrote if it gave up, `undefined` once it runs. */
async function launch(options: {
  place: StoragePlace;
  binaries: Binaries;
  listen: Listen;
  settings: Record<string, string>;
}): Promise<string | undefined> {
  const { place, binaries } = options;
  const args = ["-D", place.clusterDir, ...serverArguments(options)];
  if (process.platform === "win32") return launchOnWindows(place, binaries, args.slice(2));
  const log = await openLog(place);
  try {
    const { size } = await log.stat();
    const child = spawn(path.join(binaries.binDir, "postgres"), args, {
      ...place.user,
      cwd: neutralFolder,
      env: programEnvironment(),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    await once(child, "spawn");
    child.unref();
    while (child.exitCode === null && child.signalCode === null) {
      const postmaster = await readPostmasterFile(place.clusterDir);
      if (postmaster?.pid === child.pid && postmaster?.status === "ready") return undefined;
      await wait(POLL_MS);
    }
    return await readLogFrom(logFile(place), size);
  } finally {
    await log.close();
  }
}

/** `pg_ctl` gives up administrator rights, with which `postgres` refuses to run. */
async function launchOnWindows(
  place: StoragePlace,
  { binDir }: Binaries,
  serverArgs: string[],
): Promise<string | undefined> {
  const size = await stat(logFile(place)).then(
    (entry) => entry.size,
    () => 0,
  );
  const result = await runProgram(
    path.join(binDir, "pg_ctl.exe"),
    ["start", "-w", "-D", place.clusterDir, "-l", logFile(place), "-o", serverArgs.join(" ")],
    {},
  );
  if (result.code === 0) return undefined;
  return result.output + (await readLogFrom(logFile(place), size));
}

function serverArguments(options: { listen: Listen; settings: Record<string, string> }): string[] {
  const { listen } = options;
  const listenSettings =
    "socketDir" in listen
      ? { listen_addresses: "", unix_socket_directories: listen.socketDir, port: "5432" }
      : { listen_addresses: "127.0.0.1", port: String(listen.port) };
  const settings: Record<string, string> = {
    ...listenSettings,
    cluster_name: "grandstand",
    lc_messages: "C",
    log_timezone: "UTC",
    timezone: "UTC",
    max_connections: "100",
    shared_buffers: "128MB",
    ...options.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function openLog(place: StoragePlace): ReturnType<typeof open> {
  const file = logFile(place);
  try {
    const size = await stat(file).then(
      (entry) => entry.size,
      () => 0,
    );
    if (size > LOG_BYTES_MAX) await rename(file, `${file}.1`);
    const log = await open(file, "a", 0o600);
    if (place.user.uid !== undefined) {
      await chown(file, place.user.uid, place.user.gid ?? place.user.uid);
    }
    return log;
  } catch (error) {
    throw explainFileError(error, `The database's log ${file} cannot be written`);
  }
}

function logFile({ storageDir }: StoragePlace): string {
  return path.join(storageDir, "pg.log");
}

/** PostgreSQL takes any process of its user with the old id for itself, for instance after a reboot. */
async function removeStalePidFile({ clusterDir }: StoragePlace): Promise<void> {
  const stale = await readPostmasterFile(clusterDir);
  if (stale === undefined) return;
  const isRunning = (await findPostmaster(clusterDir)) !== undefined;
  if (!isRunning && isAlive(stale.pid)) await rm(postmasterFile(clusterDir), { force: true });
}
