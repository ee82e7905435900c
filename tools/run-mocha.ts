import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestCounts } from "./counting-reporter.ts";
import { root } from "./root.ts";

const MOCHA = path.join(root, "node_modules", "mocha", "bin", "mocha.js");

/**
 * Runs one mocha process over these files; `options` are mocha's own. What ends it before its time
 * counts as one more failure.
 */
export async function runMocha(
  specs: readonly string[],
  {
    options = [],
    environment = {},
  }: { options?: readonly string[]; environment?: Readonly<Record<string, string>> } = {},
): Promise<TestCounts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "grandstand-tests-"));
  const countsFile = path.join(folder, "counts.json");
  try {
    const reporter = path.join(root, "tools", "counting-reporter.ts");
    const child = spawn(
      process.execPath,
      [MOCHA, "--reporter", reporter, "--reporter-option", `countsFile=${countsFile}`].concat(
        options,
        specs,
      ),
      { cwd: root, stdio: "inherit", env: { ...process.env, ...environment } },
    );
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    const counts = await readCounts(countsFile);
    const failedUncounted = exitCode !== 0 && counts.failed === 0;
    if (failedUncounted) console.error(`mocha ended with ${exitCode ?? "a signal"}`);
    return failedUncounted ? { ...counts, failed: 1 } : counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readCounts(file: string): Promise<TestCounts> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as TestCounts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { passed: 0, failed: 0, pending: 0 };
  }
}
