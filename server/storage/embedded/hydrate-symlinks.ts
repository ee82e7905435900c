import { lstat, readdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";

type Link = { source: string; target: string };

/**
 * Makes the links between shared libraries that an npm package cannot hold and that an install with
 * `--ignore-scripts` leaves out. Those that exist stay as they are.
 *
 * `nativeDir` is the package's `native/` folder. Throws `EACCES` / `EROFS` when a link is missing
 * and the folder cannot be written.
 */
export async function hydrateSymlinks(nativeDir: string): Promise<void> {
  const links = [...(await declaredLinks(nativeDir)), ...(await dylibLinks(nativeDir))];
  for (const { source, target } of links) {
    if (await exists(target)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), target);
    } catch (error) {
      // Another process that starts at the same moment made it first.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

async function declaredLinks(nativeDir: string): Promise<Link[]> {
  let text: string;
  try {
    text = await readFile(path.join(nativeDir, "pg-symlinks.json"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const packageDir = path.dirname(nativeDir);
  return (JSON.parse(text) as Link[]).map(({ source, target }) => ({
    source: path.join(packageDir, source),
    target: path.join(packageDir, target),
  }));
}

/**
 * macOS: some libraries ask for `libx.77.dylib` where the package only has `libx.77.1.dylib` and does
 * not declare the link, so every shorter version number is linked.
 */
async function dylibLinks(nativeDir: string): Promise<Link[]> {
  const lib = path.join(nativeDir, "lib");
  const links: Link[] = [];
  for (const file of await readdir(lib)) {
    const match = /^(lib[^.]+)\.([\d.]+)\.dylib$/.exec(file);
    if (match === null) continue;
    const [, name = "", version = ""] = match;
    const numbers = version.split(".");
    for (let kept = numbers.length - 1; kept >= 0; kept -= 1) {
      const shorter = [name, ...numbers.slice(0, kept), "dylib"].join(".");
      links.push({ source: path.join(lib, file), target: path.join(lib, shorter) });
    }
  }
  return links;
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
