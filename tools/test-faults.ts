import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { FaultRow } from "#server/testing/fault-report.ts";
import { formatFaults } from "./format-faults.ts";
import { runMocha } from "./run-mocha.ts";
import { findTestFiles } from "./test-files.ts";

// npm run test:faults [-- files, patterns and options of mocha]
// Every fault in its long version, then what was lost and doubled (nothing), fault by fault.
// The last line of all is `N passed, N failed`.

const FAULTS = [
  "server/faults/*.test.ts",
  "server/race/*-differential.test.ts",
  "server/race/{race-crash,power-crash,settle-faults,database-loss,betting-close}.test.ts",
  "server/ledger/ledger-storms.test.ts",
  "server/storage/transaction.test.ts",
  "server/storage/embedded/*.test.ts",
];

const args = process.argv.slice(2);
const patterns = args.filter((arg) => arg.endsWith(".test.ts"));
const options = args.filter((arg) => !patterns.includes(arg));
const { pure, whole } = await findTestFiles(patterns.length > 0 ? patterns : FAULTS);
const folder = await mkdtemp(path.join(os.tmpdir(), "grandstand-faults-"));
const rowsFile = path.join(folder, "rows");
try {
  const counts = await runMocha([...pure, ...whole], {
    options,
    environment: { GRANDSTAND_FAULTS: "long", GRANDSTAND_FAULT_ROWS: rowsFile },
  });
  const rows = await readRows();
  console.log(formatFaults(rows));
  const isWhole = rows.every(({ lost, doubled }) => lost === 0 && doubled === 0);
  if (counts.failed > 0 || counts.passed === 0 || !isWhole) process.exitCode = 1;
  if (counts.pending > 0) console.log(`${counts.pending} pending`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A run that ended early has fewer; one that never came to a fault has none. */
async function readRows(): Promise<FaultRow[]> {
  try {
    const lines = (await readFile(rowsFile, "utf8")).trim().split("\n");
    return lines.map((line) => JSON.parse(line) as FaultRow);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return [];
  }
}
