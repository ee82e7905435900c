import { execFile } from "node:child_process";
import type { PostgresUser } from "./postgres-user.ts";

/** `code` is the exit status, or the name of the error that kept the program from running (`ENOENT`). */
export type ProgramResult = { code: number | string; output: string };

/** Runs one of PostgreSQL's programs to its end as `user`; `output` is stdout and stderr together. */
export function runProgram(
  file: string,
  args: string[],
  user: PostgresUser,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const options = { ...user, cwd: neutralFolder, env: programEnvironment() };
    execFile(file, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? "killed"), output: stdout + stderr });
    });
  });
}

/** A folder that every user may enter. */
export const neutralFolder = process.platform === "win32" ? undefined : "/";

/** Few variables: `PG…` would bend PostgreSQL's settings, and the rest may hold secrets. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { LC_ALL: "C", TZ: "UTC" };
  for (const name of ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH"]) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  return env;
}
