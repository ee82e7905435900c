import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";

/**
 * Appends whole lines to a file and waits until they are on the disk. Answers the file's size then,
 * bytes. When that fails, what was written of them is cut off again; half a line that could not be cut
 * off is ended by the next call, so that it spoils no other.
 */
export async function appendLines(file: string, lines: readonly string[]): Promise<number> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, "a+");
  try {
    const { size } = await handle.stat();
    try {
      if (!(await endsWhole(handle, size))) await handle.writeFile("\n");
      await handle.writeFile(lines.map((line) => `${line}\n`).join(""));
      await handle.sync();
    } catch (error) {
      await handle.truncate(size).catch((failure: unknown) => {
        throw new AggregateError([error, failure], "lines could be neither written nor cut off");
      });
      throw error;
    }
    if (size === 0) await syncFolder(path.dirname(file));
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function endsWhole(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === "\n";
}

/** A new file's name is in its folder: that must be on the disk as well. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; its file systems keep names by themselves.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
