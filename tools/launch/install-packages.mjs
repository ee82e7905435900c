import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { LaunchError } from "./launch-error.mjs";
import { runNpm } from "./run-npm.mjs";
import { withLock } from "./with-lock.mjs";

/**
 * Brings `node_modules` to what `package-lock.json` says, if it is not there already.
 *
 * @param {{ root: string, node: string }} options `node` runs npm, so that packages suit that Node
 */
export async function installPackages({ root, node }) {
  const stampFile = path.join(root, "node_modules", ".installed");
  const lock = await readFile(path.join(root, "package-lock.json"));
  // A folder copied from another machine has the other's binaries.
  const stamp = createHash("sha256")
    .update(lock)
    .update(`\n${process.platform} ${process.arch}\n`)
    .digest("hex");
  if ((await readIfThere(stampFile)).trim() === stamp) return;
  await withLock(root, async () => {
    if ((await readIfThere(stampFile)).trim() === stamp) return;
    if (!(await isInstalledByHand(root, lock))) {
      console.log("Installing what Grandstand needs, once (about 20 seconds)…");
      await runNpm({
        node,
        cwd: root,
        args: ["ci", "--include=dev", "--include=optional"],
        what: "The packages could not be installed",
      });
    }
    await writeFile(stampFile, `${stamp}\n`);
  });
}

/** Whether npm itself says that it last installed exactly these packages here. */
async function isInstalledByHand(root, lock) {
  const record = await readIfThere(path.join(root, "node_modules", ".package-lock.json"));
  if (record === "") return false;
  const installed = packagesOf(record);
  const { "": _project, ...wanted } = packagesOf(lock.toString("utf8"));
  const isSame = (name) => installed[name]?.version === wanted[name]?.version;
  const isNeeded = (name) => !wanted[name].optional || isForThisSystem(wanted[name]);
  return Object.keys(installed).every(isSame) && Object.keys(wanted).filter(isNeeded).every(isSame);
}

function packagesOf(lock) {
  try {
    return JSON.parse(lock).packages;
  } catch (error) {
    throw new LaunchError(`package-lock.json cannot be read (${error.message}); restore it.`);
  }
}

/** Of the optional packages, npm installs the one whose binaries run here. */
function isForThisSystem({ os, cpu, libc }) {
  const { platform, arch } = process;
  return os?.includes(platform) && cpu?.includes(arch) && !libc?.includes("musl");
}

async function readIfThere(file) {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return "";
    throw error;
  }
}
