import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { StorageLog } from "../storage-log.ts";
import { findBinaries } from "./find-binaries.ts";
import type { StoragePlace } from "./place-storage.ts";
import { findPostmaster, isAlive } from "./postmaster-file.ts";
import { runProgram } from "./run-program.ts";

const FAST_MS_MAX = 30_000;
const IMMEDIATE_MS_MAX = 5_000;

/**
 * Stops PostgreSQL on the cluster: transactions in progress are rolled back, everything committed is
 * on disk when this resolves. After 30 s it is stopped at once, which the next start recovers from.
 */
export async function stopPostmaster(options: {
  place: StoragePlace;
  log: StorageLog;
}): Promise<void> {
  const { place, log } = options;
  const postmaster = await findPostmaster(place.clusterDir);
  if (postmaster === undefined) return;
  if (process.platform === "win32") {
    const { binDir } = await findBinaries(place);
    const program = path.join(binDir, "pg_ctl.exe");
    await runProgram(program, ["stop", "-m", "fast", "-w", "-D", place.clusterDir], {});
    return;
  }
  // SIGTERM would wait for clients to leave.
  signal(postmaster.pid, "SIGINT");
  if (await isGoneWithin(place, postmaster.pid, FAST_MS_MAX)) return;
  log.warn("The database did not stop within 30 s and is stopped at once.");
  signal(postmaster.pid, "SIGQUIT");
  await isGoneWithin(place, postmaster.pid, IMMEDIATE_MS_MAX);
}

async function isGoneWithin(place: StoragePlace, pid: number, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline) {
    const running = await findPostmaster(place.clusterDir);
    // The file goes a moment before the process does.
    if (running?.pid !== pid && (!isAlive(pid) || running === undefined)) return true;
    await wait(5);
  }
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
