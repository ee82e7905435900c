import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findPostmaster } from "#server/storage/embedded/postmaster-file.ts";

const LOOK_AGAIN_MS = 20;

/** `kill -9` to the embedded database of a data folder; one that was killed before is waited for. */
export async function killPostmaster(dataDir: string): Promise<void> {
  for (;;) {
    const postmaster = await findPostmaster(path.join(dataDir, "pg"));
    if (postmaster !== undefined) return void process.kill(postmaster.pid, "SIGKILL");
    await pause(LOOK_AGAIN_MS);
  }
}
