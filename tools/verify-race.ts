import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { verifyRecord } from "#common/race/verify-record.ts";
import { type Verdict, verdictOf } from "#common/race/verify-verdict.ts";
import { settleRecorded } from "#common/tote/settle-recorded.ts";

const USAGE = `npm run verify-race -- <id | file> [--receipts FILE] [--url http://localhost:2567]

Runs a race again from its record alone and prints every step, then PASS or the first difference, or
NOT CHECKED where the rules that ran it are not here.
A number is asked of the running server, anything else is a file that holds a record; a file needs
no server. --receipts holds the record against what a phone kept: its bets, what it saw, its secret.`;

const exitCodes = { pass: 0, fail: 1, engine_unknown: 2 } as const satisfies Record<
  Verdict,
  number
>;

/** Ends with 0 for PASS, 1 for a difference, 2 when there is nothing that can be verified. */
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
  return exitCodes[report(record, mine)];
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

/** Prints the steps and the verdict. */
function report(record: unknown, mine: unknown): Verdict {
  const steps = verifyRecord(record, { settle: settleRecorded, mine });
  const verdict = verdictOf(record, steps);
  const sign = verdict === "engine_unknown" ? "?   " : "FAIL";
  for (const { step, ok, detail } of steps) {
    console.log(`${ok ? "ok  " : sign}  ${step.padEnd(14)}${detail}`);
  }
  const difference = steps.find(({ ok }) => !ok);
  if (difference === undefined) console.log("PASS");
  else if (verdict === "engine_unknown") console.log(`NOT CHECKED: ${difference.detail}`);
  else console.log(`FAIL in ${difference.step}: ${difference.detail}`);
  return verdict;
}

/** A failed `fetch` hides its reason in its cause. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error && cause.message ? `${message} (${cause.message})` : message;
}
