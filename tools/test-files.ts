import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./root.ts";

/** Test files by what they need, paths relative to the repository. */
export type TestFiles = {
  /** Values in, values out: any number at once. */
  pure: string[];
  /** A database, a server, processes of their own: one after the other. */
  whole: string[];
  /** Those of `whole` that open pages. */
  inBrowser: string[];
};

const EVERY_TEST = "{common,server,client,tools,bench}/**/*.test.{ts,tsx}";

/** Finds and sorts test files: those that `patterns` name, or all. */
export async function findTestFiles(patterns: readonly string[]): Promise<TestFiles> {
  const files = new Set<string>();
  const wanted = patterns.length > 0 ? patterns : [EVERY_TEST];
  for await (const file of glob(wanted, { cwd: root })) files.add(file.split(path.sep).join("/"));
  const found: TestFiles = { pure: [], whole: [], inBrowser: [] };
  for (const file of [...files].sort()) {
    const text = await readFile(path.join(root, file), "utf8");
    if (isPure(file, text)) found.pure.push(file);
    else found.whole.push(file);
    if (text.includes("#client/testing/")) found.inBrowser.push(file);
  }
  return found;
}

/** Only what uses a harness, starts processes or lives in `tools/` touches the machine. */
function isPure(file: string, text: string): boolean {
  if (file.startsWith("tools/") || file.startsWith("server/storage/")) return false;
  return !/(#server|#client|\.)\/testing\/|node:child_process/.test(text);
}
