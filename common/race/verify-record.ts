import { raceReceiptsSchema } from "./receipts.ts";
import { type RaceRecord, type RaceRecordV2, recordSchema } from "./record.ts";
import type { RaceRecordV1 } from "./record-v1.ts";
import { checkBets } from "./verify-bets.ts";
import { checkCard, checkCommitment, checkSeedChain, checkTerms } from "./verify-commitment.ts";
import { checkEntropy, checkSeed } from "./verify-entropy.ts";
import { checkPayouts, type SettleRecorded } from "./verify-payouts.ts";
import { checkPools } from "./verify-pools.ts";
import { checkSeal } from "./verify-previous.ts";
import { checkEngine, checkPowers, checkRace } from "./verify-race-run.ts";
import { checkReceipts } from "./verify-receipts.ts";
import { type Finding, fail, pass, type VerifyStep } from "./verify-step.ts";

type Check = readonly [step: VerifyStep["step"], check: () => Finding];

/** What a record is held against besides itself. */
export type VerifyOptions = {
  /** The rules of the tote; without them no payout is checked. */
  settle?: SettleRecorded;
  /** What a phone kept of this race (`raceReceiptsSchema`). */
  mine?: unknown;
};

/**
 * Verifies a record from itself alone (RACE-8), in the order of `VerifyStep`, and stops at the first
 * step that is not `ok`. With `mine`, what a phone kept is held against it too, before the race is run
 * again: what a record alone can't show, a commitment that was never published or a bet left out, is
 * shown by that. Never throws, whatever it is given.
 */
export function verifyRecord(record: unknown, { settle, mine }: VerifyOptions = {}): VerifyStep[] {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) {
    return [{ step: "schema", ...fail(sayIssue("record", parsed.error.issues)) }];
  }
  const { data } = parsed;
  const schema: VerifyStep = {
    step: "schema",
    ...pass(`race ${data.raceId}, format ${data.format}`),
  };
  const checks = data.format === 1 ? checksOfV1(data) : checksOfV2(data);
  if (mine !== undefined) {
    // Before the engine: a race that can't be run again must still be the one the phone was at.
    const at = checks.findIndex(([step]) => step === "engine");
    checks.splice(at, 0, ["receipts", () => checkMine(data, mine)]);
  }
  if (settle !== undefined) checks.push(["payouts", () => checkPayouts(data, settle)]);
  if (data.format !== 1) checks.push(["record", () => checkSeal(data)]);
  return [schema, ...takeSteps(checks)];
}

function checkMine(record: RaceRecord, mine: unknown): Finding {
  const receipts = raceReceiptsSchema.safeParse(mine);
  if (receipts.success) return checkReceipts(record, receipts.data);
  return fail(sayIssue("receipts", receipts.error.issues));
}

function checksOfV1(record: RaceRecordV1): Check[] {
  return [
    ["card", () => checkCard(record)],
    ["terms", () => checkTerms(record)],
    ["commitment", () => checkCommitment(record)],
    ["engine", () => checkEngine(record)],
    ["race", () => checkRace(record)],
    ["bets", () => checkBets(record)],
    ["pools", () => checkPools(record)],
  ];
}

function checksOfV2(record: RaceRecordV2): Check[] {
  return [
    ["card", () => checkCard(record)],
    ["terms", () => checkTerms(record)],
    ["commitment", () => checkCommitment(record)],
    ["seed chain", () => checkSeedChain(record)],
    ["bets", () => checkBets(record)],
    ["entropy", () => checkEntropy(record)],
    ["seed", () => checkSeed(record)],
    ["engine", () => checkEngine(record)],
    ["race", () => checkRace(record)],
    ["powers", () => checkPowers(record)],
    ["pools", () => checkPools(record)],
  ];
}

function takeSteps(checks: readonly Check[]): VerifyStep[] {
  const steps: VerifyStep[] = [];
  for (const [step, check] of checks) {
    const finding = look(check);
    steps.push({ step, ...finding });
    if (!finding.ok) break;
  }
  return steps;
}

/** What a check can't even look at does not hold. */
function look(check: () => Finding): Finding {
  try {
    return check();
  } catch (error) {
    return fail(`can't be looked at: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function sayIssue(
  of: string,
  [issue]: readonly { path: readonly PropertyKey[]; message: string }[],
): string {
  const where = issue?.path.map(String).join(".") || of;
  return `${where}: ${issue?.message ?? "unreadable"}`;
}
