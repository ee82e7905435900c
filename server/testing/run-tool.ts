import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { root } from "#tools/root.ts";

/** What a tool printed, what it complained of, and how it ended. */
export interface ToolRun {
  output: string;
  complaint: string;
  exitCode: number | null;
}

/** Runs a script of `tools/` as its command does, by default from the project's root. */
export async function runTool(
  script: string,
  parameters: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<ToolRun> {
  const file = path.join(root, "tools", script);
  const child = spawn(process.execPath, [file, ...parameters], { cwd: root, ...options });
  const [output, complaint] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { output, complaint, exitCode: child.exitCode };
}
