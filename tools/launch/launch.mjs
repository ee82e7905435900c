import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { findNode } from "./find-node.mjs";
import { installPackages } from "./install-packages.mjs";
import { LaunchError } from "./launch-error.mjs";
import { runScript } from "./run-script.mjs";

/**
 * Runs `script` with `args` under a Node new enough for it and ends with its exit code.
 *
 * @param {string[]} command the script's path from the project's root, then its arguments
 */
export async function launch([script, ...args]) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  try {
    if (script === undefined)
      throw new LaunchError("Usage: node tools/launch.mjs <script> [arguments…]");
    const node = await findNode(root);
    await installPackages({ root, node });
    process.exitCode = await runScript({ node, file: path.join(root, script), args });
  } catch (error) {
    if (error instanceof LaunchError) console.error(error.message);
    else console.error(error);
    process.exitCode = 1;
  }
}
