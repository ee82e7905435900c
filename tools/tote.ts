import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { settleSheet, UndecidedError } from "./settle-sheet.ts";
import { toteSheetSchema } from "./tote-sheet.ts";

const USAGE = `npm run tote -- FILE.json

The official's calculator: settles one pool by the rules of this house and prints it as JSON.
FILE.json holds, amounts as decimal strings of minor units:
  { market, runners, takeoutBps, breakUnit?, minimumDividend?, unit,
    bets: [{ selection, stake }], scratched?, order: [[first], [second], …] }`;

/** Ends with 0 for a settled pool, 1 when there is none; every fault is a sentence of its own. */
process.exitCode = await printSettlement();

async function printSettlement(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return complain([USAGE]);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    return complain([`${file} can't be read: ${explain(error)}.`]);
  }
  const sheet = toteSheetSchema.safeParse(json);
  if (!sheet.success) {
    return complain(
      sheet.error.issues.map(
        ({ path, message }) => `In ${file}, ${path.join(".") || "it all"}: ${message}.`,
      ),
    );
  }
  try {
    console.log(JSON.stringify(settleSheet(sheet.data), null, 2));
    return 0;
  } catch (error) {
    if (error instanceof UndecidedError) return complain([`In ${file}, ${error.message}.`]);
    throw error;
  }
}

function complain(sentences: string[]): number {
  for (const sentence of sentences) console.error(sentence);
  return 1;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch ("code" in error && error.code) {
    case "ENOENT":
      return "there is no such file";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
      return "it may not be read";
    default:
      return error.message;
  }
}
