import { spawn } from "node:child_process";
import { root } from "./root.ts";

export type QuietRun = {
  /** Standard output and error, as they came. */
  output: string;
  /** 1 as well when a signal ended the program. */
  exitCode: number;
  elapsedMs: number;
};

/** Runs a JavaScript or TypeScript file under this Node and keeps what it says. */
export async function runQuietly(
  script: string,
  args: readonly string[],
  { cwd = root } = {},
): Promise<QuietRun> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  return {
    output: Buffer.concat(chunks).toString("utf8"),
    exitCode,
    elapsedMs: Math.round(performance.now() - startedMs),
  };
}
