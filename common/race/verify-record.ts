import { type RaceReceipts, raceReceiptsSchema } from "./receipts.ts";
import { type RaceRecordV2, recordHash, recordSchema } from "./record.ts";
import type { RaceRecordV1 } from "./record-v1.ts";
import { checkBets } from "./verify-bets.ts";
import { checkCard, checkCommitment, checkSeedChain, checkTerms } from "./verify-commitment.ts";
import { checkEntropy, checkSeed } from "./verify-entropy.ts";
import { checkPayouts, type SettleRecorded } from "./verify-payouts.ts";
import { checkPools } from "./verify-pools.ts";
import { checkEngine, checkPowers, checkRace } from "./verify-race-run.ts";
import { checkReceipts } from "./verify-receipts.ts";
import { compare, type Finding, pass, type VerifyStep } from "./verify-step.ts";

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
 * step that is not `ok`. With `mine`, what a phone kept is held against it too: what a record alone
 * can't show, a commitment that was never published or a bet left out, is shown by that. Never
 * throws, whatever it is given.
 */
export function verifyRecord(record: unknown, { settle, mine }: VerifyOptions = {}): VerifyStep[] {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) return [unreadable("schema", parsed.error.issues)];
  const { data } = parsed;
  const schema: VerifyStep = {
    step: "schema",
    ...pass(`race ${data.raceId}, format ${data.format}`),
  };
  const checks = data.format === 1 ? checksOfV1(data) : checksOfV2(data);
  if (settle !== undefined) checks.push(["payouts", () => checkPayouts(data, settle)]);
  if (data.format !== 1) {
    checks.push(["record", () => compare("the hash of the record", recordHash(data), data.hash)]);
  }
  const steps = [schema, ...takeSteps(checks)];
  if (mine === undefined || data.format === 1 || !steps.every(({ ok }) => ok)) return steps;
  const receipts = raceReceiptsSchema.safeParse(mine);
  return receipts.success
    ? [...steps, { step: "receipts", ...checkReceipts(data, receipts.data satisfies RaceReceipts) }]
    : [...steps, unreadable("receipts", receipts.error.issues)];
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
    const finding = check();
    steps.push({ step, ...finding });
    if (!finding.ok) break;
  }
  return steps;
}

function unreadable(
  step: VerifyStep["step"],
  [issue]: readonly { path: readonly PropertyKey[]; message: string }[],
): VerifyStep {
  const where = issue?.path.map(String).join(".") || "record";
  return { step, ok: false, detail: `${where}: ${issue?.message ?? "unreadable"}` };
}
