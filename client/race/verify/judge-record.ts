import { type RaceRecord, recordHash, recordSchema } from "#common/race/record.ts";
import { verifyRecord } from "#common/race/verify-record.ts";
import {
  compare,
  type Finding,
  fail,
  pass,
  type VerifyStep,
  type VerifyStepName,
} from "#common/race/verify-step.ts";
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
  /** `engine_unknown`: nothing is wrong as far as it can be looked at, but it can't be run again. */
  verdict: "pass" | "fail" | "engine_unknown";
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
  "engine",
  "race",
  "powers",
  "pools",
  "payouts",
  "record",
  "receipts",
  "previous",
];
const notInV1: ReadonlySet<string> = new Set([
  "seed chain",
  "entropy",
  "seed",
  "powers",
  "record",
  "receipts",
]);

/** Judges a race by its record, by the record before it and by what this phone kept (RACE-6, RACE-8). */
export function judgeRecord({ record, previous, mine }: Evidence): Judgement {
  const options = { settle: settleRecorded, ...(mine !== undefined && { mine }) };
  const looked: (VerifyStep | ({ step: "previous" } & Finding))[] = verifyRecord(record, options);
  const isWhole = looked.every(({ ok }) => ok);
  if (isWhole && hasBefore(record as RaceRecord, previous)) {
    looked.push({ step: "previous", ...checkPrevious(record as RaceRecord, previous) });
  }
  const fault = looked.find(({ ok }) => !ok);
  const verdict =
    fault === undefined ? "pass" : fault.step === "engine" ? "engine_unknown" : "fail";
  return { verdict, steps: expectedSteps(record).map((step) => judgedStep(step, looked)) };
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

/** The lobby's record before is the one this record names, and its seed was the one before in the chain. */
function checkPrevious(record: RaceRecord, previous: unknown): Finding {
  if (record.previousRecordHash === null) return pass("it is the first race of its lobby");
  const parsed = recordSchema.safeParse(previous);
  if (!parsed.success) return fail("the record of the race before can't be read");
  const { data } = parsed;
  const found = compare(
    `the hash of the record of race ${data.raceId}`,
    recordHash(data),
    record.previousRecordHash,
  );
  if (!found.ok || record.format === 1 || data.format === 1) return found;
  const isSameChain = record.seedAnchor === data.seedAnchor;
  return isSameChain && record.seedIndex !== data.seedIndex + 1
    ? fail(
        `its seed is number ${record.seedIndex} of the chain, the race before had ${data.seedIndex}`,
      )
    : found;
}
