import path from "node:path";
import { fileURLToPath } from "node:url";
import { type QuietRun, runQuietly } from "./run-quietly.ts";

type Check = { name: string; script: string; args?: readonly string[] };

const oxlint = fileURLToPath(import.meta.resolve("oxlint/package.json"));
const biome = fileURLToPath(import.meta.resolve("@biomejs/biome/package.json"));
const typescript = fileURLToPath(import.meta.resolve("typescript/package.json"));
const knip = fileURLToPath(import.meta.resolve("knip"));

/** Everything `npm run check` looks at, the slow ones first so that two cores end together. */
const checks: readonly Check[] = [
  { name: "lint", script: beside(oxlint, "bin/oxlint"), args: ["--type-aware", "--deny-warnings"] },
  { name: "dead code", script: beside(knip, "../bin/knip.js"), args: ["--no-progress"] },
  { name: "types", script: beside(typescript, "bin/tsc"), args: ["-p", "."] },
  { name: "types of common", script: beside(typescript, "bin/tsc"), args: ["-p", "common"] },
  { name: "layers", script: "tools/check-layers.ts" },
  { name: "layers can fail", script: "tools/layer-canary.ts" },
  { name: "transactions", script: "tools/lint-transactions.ts" },
  { name: "format", script: beside(biome, "bin/biome"), args: ["check", "--error-on-warnings"] },
];

const CHECKS_AT_ONCE = 2;

const startedMs = performance.now();
const waiting = [...checks];
let failures = 0;
await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, work));
const totalMs = Math.round(performance.now() - startedMs);
console.log(`${checks.length - failures} passed, ${failures} failed in ${totalMs} ms`);
if (failures > 0) process.exitCode = 1;

async function work(): Promise<void> {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    report(check, await runQuietly(check.script, check.args ?? []));
  }
}

function report({ name }: Check, { exitCode, output, elapsedMs }: QuietRun): void {
  if (exitCode !== 0) failures += 1;
  const verdict = exitCode === 0 ? "ok    " : "FAILED";
  console.log(`${verdict} ${name.padEnd(24)}${String(elapsedMs).padStart(6)} ms`);
  if (exitCode !== 0) console.log(`${output.trim()}\n`);
}

function beside(file: string, script: string): string {
  return path.join(path.dirname(file), script);
}
