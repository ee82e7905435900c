import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { verifyRecord } from "#common/race/verify-record.ts";
import { settleRecorded } from "#common/tote/settle-recorded.ts";

const USAGE = `npm run verify-race -- <id | file> [--receipts FILE] [--url http://localhost:2567]

Runs a race again from its record alone and prints every step, then PASS or the first difference.
A number is asked of the running server, anything else is a file that holds a record; a file needs
no server. --receipts holds the record against what a phone kept: its bets, what it saw, its secret.`;

/** Ends with 0 for PASS, 1 for a difference, 2 when there is nothing to verify. */
process.exitCode = await verifyRace();

async function verifyRace(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string", default: `http://localhost:${process.env["PORT"] || 2567}` },
      receipts: { type: "string" },
    },
  });
  const [source] = positionals;
  if (source === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  let record: unknown;
  let mine: unknown;
  try {
    record = await (/^\d+$/.test(source) ? fetchRecord(source, values.url) : readJson(source));
    if (values.receipts !== undefined) mine = await readJson(values.receipts);
  } catch (error) {
    console.error(`There is nothing to verify: ${explain(error)}.`);
    return 2;
  }
  return report(record, mine) ? 0 : 1;
}

async function fetchRecord(raceId: string, url: string): Promise<unknown> {
  const response = await fetch(new URL(`/races/${raceId}/record`, url));
  if (response.status === 404) throw new Error(`${url} has no finished race ${raceId}`);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8"));
}

/** Prints the steps and the verdict; answers whether the record stands. */
function report(record: unknown, mine: unknown): boolean {
  const steps = verifyRecord(record, { settle: settleRecorded, mine });
  for (const { step, ok, detail } of steps) {
    console.log(`${ok ? "ok  " : "FAIL"}  ${step.padEnd(14)}${detail}`);
  }
  const difference = steps.find(({ ok }) => !ok);
  console.log(
    difference === undefined ? "PASS" : `FAIL in ${difference.step}: ${difference.detail}`,
  );
  return difference === undefined;
}

/** A failed `fetch` hides its reason in its cause. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error && cause.message ? `${message} (${cause.message})` : message;
}
