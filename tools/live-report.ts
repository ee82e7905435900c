import { parseArgs } from "node:util";
import type { BadLine } from "#server/live/recording-file.ts";
import { reportRecording } from "#server/live/recording-report.ts";

const USAGE = `npm run live-report -- FILE.jsonl

Prints as JSON what the LIVEs of a recording brought in, each by itself and all together.`;

/** Ends with 0 for a report, 2 when there is nothing to report on. */
process.exitCode = await reportLive();

async function reportLive(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  const badLines: BadLine[] = [];
  try {
    const report = await reportRecording(file, (bad) => badLines.push(bad));
    for (const { line, reason } of badLines) {
      console.error(`Line ${line} of ${file} is left out: ${reason}.`);
    }
    console.log(JSON.stringify(report, null, 2));
    return 0;
  } catch (error) {
    console.error(`There is nothing to report on: ${explain(error, file)}.`);
    return 2;
  }
}

/** Why a file can't be read, in words. */
function explain(error: unknown, file: string): string {
  if (!(error instanceof Error)) return String(error);
  switch ("code" in error && error.code) {
    case "ENOENT":
      return `there is no file ${file}`;
    case "EISDIR":
      return `${file} is a folder`;
    case "EACCES":
      return `${file} may not be read`;
    default:
      return error.message;
  }
}
