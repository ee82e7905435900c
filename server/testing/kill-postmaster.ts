import path from "node:path";
import { findPostmaster } from "#server/storage/embedded/postmaster-file.ts";

/** `kill -9` to the embedded database of a data folder. */
export async function killPostmaster(dataDir: string): Promise<void> {
  const postmaster = await findPostmaster(path.join(dataDir, "pg"));
  if (postmaster === undefined) throw new Error(`no database runs on ${dataDir}`);
  process.kill(postmaster.pid, "SIGKILL");
}
