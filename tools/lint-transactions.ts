import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { findParallelStatements } from "./parallel-statements.ts";
import { root } from "./root.ts";

/**
 * Refuses `Promise.all` and its like inside transactions of `server/` (or the folders given): when
 * one branch fails, TypeORM rolls back and sends the other's next statement outside any transaction.
 * Prints `file:line` of each and exits non-zero.
 */
const folders = process.argv.length > 2 ? process.argv.slice(2) : [path.join(root, "server")];
let files = 0;
let found = 0;
for (const folder of folders) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !isSource(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    files += 1;
    for (const { line, call } of findParallelStatements(await readFile(file, "utf8"))) {
      found += 1;
      const name = path.relative(process.cwd(), file);
      console.error(`${name}:${line}: ${call} inside a transaction; await one after the other`);
    }
  }
}

function isSource(name: string): boolean {
  return name.endsWith(".ts") && !name.endsWith(".test.ts");
}

if (found > 0) process.exitCode = 1;
else console.log(`${files} files, no parallel statements inside a transaction`);
