import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** A script of the built pages: its name below `dist`, and its text. */
export interface BuiltScript {
  name: string;
  text: string;
}

/**
 * The scripts that a built page needs before it can show anything: those its HTML names, and
 * whatever they import at once. `dist` is the folder of the built pages.
 */
export async function readFirstScripts(dist: string, page: string): Promise<BuiltScript[]> {
  const html = await readFile(path.join(dist, `${page}.html`), "utf8");
  const names = matches(html, /(?:src|href)="\/([^"]+\.js)"/g);
  const scripts = new Map<string, BuiltScript>();
  for (const name of names) {
    if (scripts.has(name)) continue;
    const text = await readFile(path.join(dist, name), "utf8");
    scripts.set(name, { name, text });
    for (const imported of matches(text, /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      names.push(path.posix.join(path.posix.dirname(name), imported));
    }
  }
  return [...scripts.values()];
}

/** What scripts weigh on the wire, each compressed by itself, bytes. */
export function gzipBytesOf(scripts: readonly BuiltScript[]): number {
  return scripts.reduce((sum, { text }) => sum + gzipSync(text).length, 0);
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] as string);
}
