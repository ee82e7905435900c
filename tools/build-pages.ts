import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** Everything the built pages depend on, from the project's root. */
const SOURCES = ["client", "common", "vite.config.ts", "package-lock.json"];

/** In `dist`: the hash of the sources it was built from. */
const STAMP = ".built";

/**
 * Builds the pages into `dist/` when their sources have changed since the last build, and answers
 * whether it did. The old pages stay whole until the new ones are complete.
 *
 * `root` is the project's folder.
 */
export async function buildPagesIfStale({ root }: { root: string }): Promise<boolean> {
  const hash = await hashSources(root);
  if ((await readStamp(root)) === hash) return false;
  await buildPages({ root, hash });
  return true;
}

async function buildPages({ root, hash }: { root: string; hash: string }): Promise<void> {
  // Only here: loading vite costs more than a whole start without it.
  const { build } = await import("vite");
  const draft = path.join(root, ".runtime", `pages-${randomUUID()}`);
  try {
    await build({
      configFile: path.join(root, "vite.config.ts"),
      configLoader: "native",
      logLevel: "warn",
      build: { outDir: draft, emptyOutDir: true },
    });
    await writeFile(path.join(draft, STAMP), `${hash}\n`);
    await replace(path.join(root, "dist"), draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Puts `draft` in the place of `dist`; of two builds that end at once the later one stays. */
async function replace(dist: string, draft: string): Promise<void> {
  const old = `${draft}.old`;
  for (;;) {
    try {
      await rename(draft, dist);
      break;
    } catch (error) {
      // EPERM is how Windows says that the folder is there.
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes(code)) throw error;
      await rename(dist, old);
    }
  }
  await rm(old, { recursive: true, force: true });
}

async function readStamp(root: string): Promise<string | undefined> {
  try {
    return (await readFile(path.join(root, "dist", STAMP), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function hashSources(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of await filesOf(root, source)) {
      hash.update(`${file}\0`).update(await readFile(path.join(root, file)));
    }
  }
  return hash.digest("hex");
}

/** The files below `source` that can end up in a page, by name, with `/` on every system. */
async function filesOf(root: string, source: string): Promise<string[]> {
  if (path.extname(source) !== "") return [source];
  const names = await readdir(path.join(root, source), { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll("\\", "/"))
    .sort((a, b) => (a < b ? -1 : 1));
}

if (import.meta.main) {
  const { root } = await import("./root.ts");
  const hasBuilt = await buildPagesIfStale({ root });
  console.log(hasBuilt ? "The pages are built in dist/." : "The pages in dist/ are up to date.");
}
