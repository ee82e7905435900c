import { readdir } from "node:fs/promises";

/** What lies in a folder, by name; nothing while there is no folder. */
export async function namesInFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
