import type { RaceRecord } from "#common/race/record.ts";
import { checkPrevious } from "#common/race/verify-previous.ts";
import { verifyRecord } from "#common/race/verify-record.ts";
import type { Finding, VerifyStep, VerifyStepName } from "#common/race/verify-step.ts";
import { type Verdict, verdictOf } from "#common/race/verify-verdict.ts";
import { settleRecorded } from "#common/tote/settle-recorded.ts";

/** All that a page has at hand to judge a race by. */
export interface Evidence {
  record: unknown;
  /** The record of the lobby's race before; absent where it is not at hand. */
  previous?: unknown;
  /** What this phone kept (`raceReceiptsSchema`); absent where it kept nothing. */
  mine?: unknown;
}

export interface JudgedStep {
  step: VerifyStepName | "previous";
  /** `skipped`: a step before it does not hold, or what it needs is not at hand. */
  state: "ok" | "fault" | "skipped";
  /** A sentence in English; empty where nothing was looked at. */
  detail: string;
}

export interface Judgement {
  verdict: Verdict;
  steps: JudgedStep[];
}

const stepsOfV2: readonly JudgedStep["step"][] = [
  "schema",
  "card",
  "terms",
  "commitment",
  "seed chain",
  "bets",
  "entropy",
  "seed",
  "receipts",
  "engine",
  "race",
  "powers",
  "pools",
  "payouts",
  "record",
  "previous",
];
const notInV1: ReadonlySet<string> = new Set(["seed chain", "entropy", "seed", "powers", "record"]);

/** Judges a race by its record, by the record before it and by what this phone kept (RACE-6, RACE-8). */
export function judgeRecord({ record, previous, mine }: Evidence): Judgement {
  const options = { settle: settleRecorded, ...(mine !== undefined && { mine }) };
  const looked: (VerifyStep | ({ step: "previous" } & Finding))[] = verifyRecord(record, options);
  // What is not known by its engine still has its place among the records of its lobby.
  const isFaultless = verdictOf(record, looked) !== "fail";
  if (isFaultless && hasBefore(record as RaceRecord, previous)) {
    looked.push({ step: "previous", ...checkPrevious(record as RaceRecord, previous) });
  }
  const steps = expectedSteps(record).map((step) => judgedStep(step, looked));
  return { verdict: verdictOf(record, looked), steps };
}

function judgedStep(
  step: JudgedStep["step"],
  looked: readonly { step: string; ok: boolean; detail: string }[],
): JudgedStep {
  const found = looked.find((one) => one.step === step);
  if (found === undefined) return { step, state: "skipped", detail: "" };
  return { step, state: found.ok ? "ok" : "fault", detail: found.detail };
}

function expectedSteps(record: unknown): readonly JudgedStep["step"][] {
  const isV1 = (record as { format?: unknown } | null)?.format === 1;
  if (!isV1) return stepsOfV2;
  const inV1 = stepsOfV2.filter((step) => !notInV1.has(step));
  // Bets have no order of acceptance in it: they are looked at after the race.
  return inV1.flatMap((step) => (step === "bets" ? [] : step === "race" ? [step, "bets"] : [step]));
}

function hasBefore(record: RaceRecord, previous: unknown): boolean {
  return record.previousRecordHash === null || previous !== undefined;
}
