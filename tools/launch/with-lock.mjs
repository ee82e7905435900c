import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { LaunchError } from "./launch-error.mjs";

const POLL_MS = 200;

/**
 * Does `work` while no other launcher of this project does its own. The lock of a launcher that was
 * killed does not count.
 *
 * @param {string} root
 * @param {() => Promise<void>} work
 */
export async function withLock(root, work) {
  const lock = path.join(root, ".runtime", "lock");
  await takeLock(lock);
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function takeLock(lock) {
  const draft = `${lock}-${process.pid}`;
  let hasSaid = false;
  try {
    await mkdir(draft, { recursive: true });
    await writeFile(path.join(draft, "pid"), String(process.pid));
  } catch (error) {
    throw new LaunchError(
      `The folder ${path.dirname(lock)} cannot be written (${error.code}); Grandstand installs itself there.`,
    );
  }
  // A folder with a file in it replaces nothing: of two renames one fails.
  while (
    !(await rename(draft, lock).then(
      () => true,
      () => false,
    ))
  ) {
    const holder = Number(await readFile(path.join(lock, "pid"), "utf8").catch(() => ""));
    if (holder > 0 && !isAlive(holder)) {
      await removeStale(lock);
      continue;
    }
    if (!hasSaid) console.log("Another start is installing; waiting for it…");
    hasSaid = true;
    await wait(POLL_MS);
  }
}

/** Takes the lock aside first: meanwhile another launcher may have replaced it with a live one. */
async function removeStale(lock) {
  const aside = `${lock}-stale-${process.pid}`;
  const isAside = await rename(lock, aside).then(
    () => true,
    () => false,
  );
  if (!isAside) return;
  const holder = Number(await readFile(path.join(aside, "pid"), "utf8"));
  if (isAlive(holder)) await rename(aside, lock);
  else await rm(aside, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
