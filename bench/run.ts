import { writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { dropOpenDatabases } from "./bench-database.ts";
import type { BenchResult } from "./bench-result.ts";
import { formatRows } from "./format-rows.ts";

const benchmarks: Record<string, () => Promise<{ run(): Promise<BenchResult> }>> = {
  "simulate-race": () => import("./simulate-race.ts"),
  fanout: () => import("./fanout.ts"),
  bets: () => import("./bets.ts"),
  contention: () => import("./contention.ts"),
  settle: () => import("./settle.ts"),
  live: () => import("./live.ts"),
};

// `npm run bench [name…]`: all of them, or those that are named.
const names = process.argv.slice(2);
const unknown = names.filter((name) => benchmarks[name] === undefined);
if (unknown.length === 0) {
  let isInterrupted = false;
  // Processes of ours end with this one; a database server would not.
  process.once("SIGINT", () => {
    isInterrupted = true;
    void dropOpenDatabases().finally(() => process.exit(130));
  });
  try {
    await runAll(names.length > 0 ? names : Object.keys(benchmarks));
  } catch (error) {
    if (!isInterrupted) throw error;
  }
} else {
  const known = Object.keys(benchmarks).join(", ");
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${known}.`);
  process.exitCode = 1;
}

async function runAll(chosen: readonly string[]): Promise<void> {
  const startedAt = new Date().toISOString();
  const results: BenchResult[] = [];
  for (const name of chosen) {
    const benchmark = await benchmarks[name]?.();
    if (benchmark === undefined) continue;
    const from = performance.now();
    const result = await benchmark.run();
    const seconds = Math.round((performance.now() - from) / 1000);
    console.log(`\n${result.name} (${seconds} s)\n${formatRows(result.rows)}`);
    results.push(result);
  }
  const machine = {
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
  const file = path.join(import.meta.dirname, "results.json");
  await writeFile(file, `${JSON.stringify({ startedAt, machine, results }, null, 2)}\n`);
  console.log("\nWritten to bench/results.json.");
}
