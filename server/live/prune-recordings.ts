import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { namesInFolder } from "./names-in-folder.ts";

/** Names that the raw recorder gives; what a host has put there is the host's. */
const OWN_NAME = /^\d{8}T\d{6}-[a-z0-9_.]+-\d{2,}\.jsonl$/;

/**
 * Deletes recordings that the raw recorder wrote last before `beforeMs`: they tell of people as long
 * as the record does, and no longer. Answers their names.
 */
export async function pruneRecordings(folder: string, beforeMs: number): Promise<string[]> {
  const pruned: string[] = [];
  for (const name of await namesInFolder(folder)) {
    if (!OWN_NAME.test(name)) continue;
    const file = path.join(folder, name);
    if ((await stat(file)).mtimeMs >= beforeMs) continue;
    await rm(file);
    pruned.push(name);
  }
  return pruned;
}
