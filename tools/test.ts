import os from "node:os";
import { CHROMIUM_MISSING } from "#client/testing/find-chromium.ts";
import { buildPagesIfStale } from "./build-pages.ts";
import type { TestCounts } from "./counting-reporter.ts";
import { ensureChromium } from "./ensure-chromium.ts";
import { root } from "./root.ts";
import { runMocha } from "./run-mocha.ts";
import { findTestFiles } from "./test-files.ts";

// npm test [-- files, patterns and options of mocha]
// Pure tests side by side, then those that need a database, a server or a browser, in order.
// The last line of all is `N passed, N failed`.

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
  add(await runMocha(files.pure, { options: ["--parallel", "--jobs", String(jobs), ...options] }));
}
if (files.whole.length > 0) {
  if (files.inBrowser.length > 0 && (await ensureChromium()) === undefined) {
    console.error(CHROMIUM_MISSING);
    total.failed += 1;
  }
  await buildPagesIfStale({ root });
  add(await runMocha(files.whole, { options }));
}
if (total.failed > 0) process.exitCode = 1;
if (total.pending > 0) console.log(`${total.pending} pending`);
console.log(`${total.passed} passed, ${total.failed} failed`);

function add({ passed, failed, pending }: TestCounts): void {
  total.passed += passed;
  total.failed += failed;
  total.pending += pending;
}
