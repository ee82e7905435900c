import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** What one mocha process did; written where `--reporter-option countsFile=…` says. */
export type TestCounts = { passed: number; failed: number; pending: number };

/** A process that lives on for so long after its last test holds something it should have closed. */
const LEAK_AFTER_MS = 20_000;

/** Mocha's own `spec` that also leaves its counts, and ends a process that a leak keeps alive. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { countsFile } = options.reporterOptions as { countsFile: string };
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      const counts: TestCounts = { passed: passes, failed: failures, pending };
      writeFileSync(countsFile, JSON.stringify(counts));
      setTimeout(endLeakingProcess, LEAK_AFTER_MS).unref();
    });
  }
}

function endLeakingProcess(): void {
  const held = process.getActiveResourcesInfo().join(", ");
  console.error(`the tests are over, but something keeps their process alive: ${held}`);
  process.exit(1);
}
