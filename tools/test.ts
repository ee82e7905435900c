import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CHROMIUM_MISSING } from "#client/testing/find-chromium.ts";
import { buildPagesIfStale } from "./build-pages.ts";
import type { TestCounts } from "./counting-reporter.ts";
import { ensureChromium } from "./ensure-chromium.ts";
import { root } from "./root.ts";
import { findTestFiles } from "./test-files.ts";

// npm test [-- files, patterns and options of mocha]
// Pure tests side by side, then those that need a database, a server or a browser, in order.
// The last line of all is `N passed, N failed`.

const MOCHA = path.join(root, "node_modules", "mocha", "bin", "mocha.js");

const args = process.argv.slice(2);
const patterns = args.filter((arg) => /\.test\.tsx?$/.test(arg));
const options = args.filter((arg) => !patterns.includes(arg));
const files = await findTestFiles(patterns);
const total: TestCounts = { passed: 0, failed: 0, pending: 0 };

if (files.pure.length + files.whole.length === 0) {
  console.error(`no test file is named ${patterns.join(" ")}`);
  process.exitCode = 1;
}
if (files.pure.length > 0) {
  const jobs = Math.max(2, os.availableParallelism());
  add(await runMocha(files.pure, ["--parallel", "--jobs", String(jobs)]));
}
if (files.whole.length > 0) {
  if (files.inBrowser.length > 0 && (await ensureChromium()) === undefined) {
    console.error(CHROMIUM_MISSING);
    total.failed += 1;
  }
  await buildPagesIfStale({ root });
  add(await runMocha(files.whole, []));
}
if (total.failed > 0) process.exitCode = 1;
if (total.pending > 0) console.log(`${total.pending} pending`);
console.log(`${total.passed} passed, ${total.failed} failed`);

function add({ passed, failed, pending }: TestCounts): void {
  total.passed += passed;
  total.failed += failed;
  total.pending += pending;
}

/** Runs one mocha process; what ends it before its time counts as one more failure. */
async function runMocha(specs: readonly string[], extra: readonly string[]): Promise<TestCounts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "grandstand-tests-"));
  const countsFile = path.join(folder, "counts.json");
  try {
    const reporter = path.join(root, "tools", "counting-reporter.ts");
    const child = spawn(
      process.execPath,
      [MOCHA, "--reporter", reporter, "--reporter-option", `countsFile=${countsFile}`].concat(
        extra,
        options,
        specs,
      ),
      { cwd: root, stdio: "inherit" },
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
