import { stat } from "node:fs/promises";
import path from "node:path";
import { namesInFolder } from "./names-in-folder.ts";

/** Files of the recordings folder that can be played, by name; none while there is no folder. */
export async function listRecordings(folder: string): Promise<{ file: string; bytes: number }[]> {
  const recordings: { file: string; bytes: number }[] = [];
  for (const file of (await namesInFolder(folder)).toSorted((a, b) => a.localeCompare(b))) {
    // Names as a request may give them.
    if (!/^[\w.-]{1,120}$/.test(file) || !file.endsWith(".jsonl")) continue;
    const found = await stat(path.join(folder, file));
    if (found.isFile()) recordings.push({ file, bytes: found.size });
  }
  return recordings;
}
