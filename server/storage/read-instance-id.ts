import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { explainFileError } from "./embedded/explain-failure.ts";

/** The id in `dataDir/instance-id`, made at the first start. Throws `StartError`. */
export async function readInstanceId(dataDir: string): Promise<string> {
  const file = path.join(dataDir, "instance-id");
  try {
    const draft = `${file}.${process.pid}`;
    const made = await readFile(file, "utf8").catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      await writeFile(draft, `${randomUUID()}\n`);
      // A link fails where the file exists: of two processes that start at once, one names the data.
      await link(draft, file).catch((linkError: NodeJS.ErrnoException) => {
        if (linkError.code !== "EEXIST") throw linkError;
      });
      await rm(draft);
      return readFile(file, "utf8");
    });
    return made.trim();
  } catch (error) {
    throw explainFileError(error, `The data folder ${path.resolve(dataDir)} cannot be used`);
  }
}
