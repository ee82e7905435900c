import { readFile } from "node:fs/promises";
import { StartError } from "../start-error.ts";

const REASONS = new Map([
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EACCES", "permission is denied"],
  ["EPERM", "permission is denied"],
  ["EROFS", "the file system is read-only"],
  // What making a folder says on a read-only file system.
  ["ENOENT", "nothing can be made there"],
  ["ENOTDIR", "a part of the path is a file"],
  ["EEXIST", "a file of that name is in the way"],
]);

/**
 * A file-system error as one sentence for the host, beginning with `what` ("The data folder … cannot
 * be made"). Anything that is no file-system error comes back as it is.
 */
export function explainFileError(error: unknown, what: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  const reason = REASONS.get(code) ?? message;
  return new StartError(`${what}, because ${reason}; free it or set DATA_DIR to another folder.`, {
    cause: error,
  });
}

const DISK_FULL =
  "The database could not start because the disk is full; free some space and start again.";

/** An error of the running server as one sentence, where one fits; else the error as it is. */
export function explainServerError(error: unknown): Error {
  const { code } = error as { code?: string };
  return code === "53100" ? new StartError(DISK_FULL, { cause: error }) : (error as Error);
}

/** What PostgreSQL last complained of, as one sentence for the host. */
export function explainPostgresFailure(output: string, logFile: string): StartError {
  if (/No space left on device|Check free disk space/.test(output)) {
    return new StartError(DISK_FULL);
  }
  const complaints =
    output.match(/(?<=(?:FATAL|PANIC|error|initdb): +)(?!hint|removing).+/gi) ?? [];
  const reason = complaints.at(-1)?.trim().replace(/\.$/, "") ?? "it gave no reason";
  return new StartError(
    `The database could not start (PostgreSQL says: ${reason}); its log is ${logFile}.`,
  );
}

/** The part of `file` from byte `fromByte` on: what one attempt wrote into a log that grows. */
export async function readLogFrom(file: string, fromByte: number): Promise<string> {
  const bytes = await readFile(file);
  return bytes.subarray(fromByte).toString("utf8");
}
