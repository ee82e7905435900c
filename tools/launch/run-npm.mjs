import { spawn } from "node:child_process";
import { access, realpath } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { LaunchError } from "./launch-error.mjs";

const OUTPUT_LINES_SHOWN = 15;

/**
 * Runs npm under `node` and throws `LaunchError`, with the end of npm's own output before it, when
 * it fails; `what` says what could not be done.
 *
 * @param {{ node: string, cwd: string, args: string[], what: string }} options
 */
export async function runNpm({ node, cwd, args, what }) {
  const npm = await findNpm();
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const child = spawn(node, [npm, ...args, ...quiet], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => child.kill("SIGTERM");
  process.once("SIGTERM", stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => {
      output += text;
    });
  }
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  process.off("SIGTERM", stop);
  if (status === 0) return;
  console.error(output.trimEnd().split("\n").slice(-OUTPUT_LINES_SHOWN).join("\n"));
  throw new LaunchError(
    `${what} (npm ended with ${status}); check the network and the disk, then start again.`,
  );
}

/** npm's own script: the one that started us, else the one beside Node, else the one in the PATH. */
async function findNpm() {
  const bin = path.dirname(process.execPath);
  const started = process.env.npm_execpath ?? "";
  const candidates = [
    ...(/npm-cli\.c?js$/.test(started) ? [started] : []),
    path.join(bin, "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    candidates.push(path.join(folder, "npm"), path.join(folder, "node_modules/npm/bin/npm-cli.js"));
  }
  for (const candidate of candidates) {
    const file = await realpath(candidate).catch(() => undefined);
    // In the PATH, `npm` may be a shell script.
    if (
      file?.endsWith("js") &&
      (await access(file).then(
        () => true,
        () => false,
      ))
    )
      return file;
  }
  throw new LaunchError("npm was not found beside Node; install Node together with npm.");
}
