import { decodeHex } from "#common/framework/bytes.ts";
import { hashCanonical } from "#common/framework/canonical.ts";
import { cardHash } from "./card.ts";
import { ENGINE_VERSION, engineHash } from "./engine.ts";
import { commitment, deriveRaceSeed, hashSeed } from "./fairness.ts";
import { type RaceRecord, recordSchema } from "./record.ts";
import { firstDifference } from "./result-difference.ts";
import { simulateRace } from "./simulate-race.ts";
import { checkBets, checkPayouts, checkPools, type SettleRecorded } from "./verify-pools.ts";

/** One thing that was looked at; `detail` is a sentence in English. */
export type VerifyStep = {
  step:
    | "schema"
    | "card"
    | "market rules"
    | "commitment"
    | "engine"
    | "race"
    | "bets"
    | "pools"
    | "payouts";
  ok: boolean;
  detail: string;
};

type Check = (record: RaceRecord) => { ok: boolean; detail: string };

/**
 * Verifies a record from itself alone (RACE-8), in the order of `VerifyStep`, and stops at the
 * first step that is not `ok`. The last step, `payouts`, is taken only with `settle`, the rules of
 * the tote. Never throws, whatever it is given.
 *
 * What it can't see: whether `commit` was really published before betting opened, and whether a
 * bet was left out. A phone compares those with what it stored itself.
 */
export function verifyRecord(record: unknown, settle?: SettleRecorded): VerifyStep[] {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const detail = `${issue?.path.join(".") || "record"}: ${issue?.message ?? "unreadable"}`;
    return [{ step: "schema", ok: false, detail }];
  }
  const checks: [VerifyStep["step"], Check][] = [
    ["card", checkCard],
    ["market rules", checkMarketRules],
    ["commitment", checkCommitment],
    ["engine", checkEngine],
    ["race", checkRace],
    ["bets", checkBets],
    ["pools", checkPools],
  ];
  if (settle) checks.push(["payouts", (it) => checkPayouts(it, settle)]);

  const steps: VerifyStep[] = [
    { step: "schema", ok: true, detail: `race ${parsed.data.raceId}, format 1` },
  ];
  for (const [step, check] of checks) {
    const outcome = check(parsed.data);
    steps.push({ step, ...outcome });
    if (!outcome.ok) break;
  }
  return steps;
}

function checkCard(record: RaceRecord) {
  return compareHash("the card", cardHash(record.card), record.cardHash);
}

function checkMarketRules(record: RaceRecord) {
  const computed = hashCanonical(record.marketRules);
  return compareHash("the market rules", computed, record.marketRulesHash);
}

function checkCommitment(record: RaceRecord) {
  const seedHash = hashSeed(decodeHex(record.serverSeed));
  return compareHash("the commitment", commitment({ ...record, seedHash }), record.commit);
}

function checkEngine(record: RaceRecord) {
  if (record.engineHash !== engineHash) {
    const detail = `run by engine ${record.engineHash}, which is not here: it can't be replayed`;
    return { ok: false, detail };
  }
  if (record.inputs.length > 0) {
    return { ok: false, detail: `${record.inputs.length} inputs, but this engine knows no powers` };
  }
  return { ok: true, detail: `${ENGINE_VERSION}, ${engineHash}` };
}

function checkRace(record: RaceRecord) {
  const raceSeed = deriveRaceSeed(decodeHex(record.serverSeed), record.raceId);
  const run = simulateRace(record.card, raceSeed, record.inputs);
  const placings = run.order.map((tied) => tied.join("=")).join(" ");
  const wasNotRun = record.order.length + record.finishTimesMs.length + record.ticks === 0;
  if (record.status === "void" && wasNotRun) {
    return { ok: true, detail: `void before the finish; the order would have been ${placings}` };
  }
  const difference = firstDifference(run, record);
  return difference === undefined
    ? { ok: true, detail: `${placings} in ${run.ticks} ticks` }
    : { ok: false, detail: difference };
}

function compareHash(what: string, computed: string, recorded: string) {
  return computed === recorded
    ? { ok: true, detail: computed }
    : { ok: false, detail: `${what} hashes to ${computed}, the record says ${recorded}` };
}
