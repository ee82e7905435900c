import { ENGINE_VERSION, engineHash, knownEngineHashes } from "./engine.ts";
import type { RaceOutcome } from "./race-simulation.ts";
import type { RaceRecord, RaceRecordV2 } from "./record.ts";
import { firstDifference } from "./result-difference.ts";
import { simulateRace } from "./simulate-race.ts";
import { seedOf } from "./verify-entropy.ts";
import { type Finding, fail, pass } from "./verify-step.ts";

/** The rules that ran this race are at hand: else nothing can be said of its result (RACE-3). */
export function checkEngine(record: RaceRecord): Finding {
  const { engineHash: hash } = record;
  if (!knownEngineHashes.has(hash)) {
    return fail(`run by engine ${hash}, which is not here: it can't be replayed`);
  }
  return pass(hash === engineHash ? `${ENGINE_VERSION}, ${hash}` : `an earlier engine, ${hash}`);
}

/** The race once more, from card, seed, powers and scratches: order, times and powers are the same. */
export function checkRace(record: RaceRecord): Finding {
  const misfit = faultInEngineUse(record);
  if (misfit !== undefined) return fail(misfit);
  const run = rerun(record);
  const isUnrun = record.order.length + record.finishTimesMs.length + record.ticks === 0;
  if (run === undefined) {
    return isUnrun
      ? pass("void before its lock: it was never run")
      : fail("it has a result, but no seed to run it from");
  }
  const placings = run.order.map((tied) => tied.join("=")).join(" ");
  if (record.format === 1 && record.status === "void" && isUnrun) {
    return pass(`void before the finish; the order would have been ${placings}`);
  }
  const difference = firstDifference(run, record);
  if (difference !== undefined) return fail(difference);
  return record.status === "void"
    ? pass(`void after the lock; the order would have been ${placings}`)
    : pass(`${placings} in ${run.ticks} ticks`);
}

/** What the engine of a record never knew can't be in it. */
function faultInEngineUse(record: RaceRecord): string | undefined {
  const { engineHash: hash, inputs } = record;
  const isPlain = inputs.length === 0 && (record.format === 1 || record.scratched.length === 0);
  if (isPlain) return undefined;
  if (record.format === 1) return "a record of format 1 has no powers";
  return hash === engineHash ? undefined : `engine ${hash} knows neither powers nor scratches`;
}

/** Each power worked or was released as recorded, was paid as the terms say, and nobody passed the cap. */
export function checkPowers(record: RaceRecordV2): Finding {
  if (record.inputs.length === 0) return pass("no powers");
  const casts = new Map(rerun(record)?.casts.map((cast) => [cast.seq, cast]));
  const terms = readPowerTerms(record.marketRules);
  const spent = new Map<string, bigint>();
  for (const [index, input] of record.inputs.entries()) {
    const { seq, status, cost, player } = input;
    if (seq !== index + 1) return fail(`power ${index + 1} is missing: power ${seq} follows`);
    if (cost !== terms.costs[input.power]) {
      const said = JSON.stringify(terms.costs[input.power] ?? null);
      return fail(`power ${seq} cost ${cost}, the terms say ${said}`);
    }
    const cast = casts.get(seq);
    if (cast === undefined) return fail(`power ${seq} has no step of the race to work at`);
    const isReleased = status === "released";
    const isFitting = isReleased ? !cast.isApplied : cast.isApplied || record.status === "void";
    if (!isFitting || (status === "refunded") !== (record.status === "void" && !isReleased)) {
      return fail(`power ${seq} ${cast.isApplied ? "worked" : "did not work"}, but is ${status}`);
    }
    const reason = isReleased ? cast.reason : "";
    if (input.reason !== reason) {
      return fail(`power ${seq} was released for "${reason}", the record says "${input.reason}"`);
    }
    if (!isReleased) spent.set(player, (spent.get(player) ?? 0n) + BigInt(cost));
  }
  const over = [...spent].find(([, chips]) => chips > terms.spendMax);
  if (over !== undefined) return fail(`player ${over[0]} spent ${over[1]} of ${terms.spendMax}`);
  return pass(`${record.inputs.length} powers`);
}

/** The race as its record says it was, run again; undefined where no seed was ever fixed. */
function rerun(record: RaceRecord): RaceOutcome | undefined {
  const seed = seedOf(record);
  if (seed === undefined) return undefined;
  const scratched = record.format === 1 ? [] : record.scratched;
  return simulateRace(record.card, seed, record.inputs, { scratched });
}

function readPowerTerms({ powers }: RaceRecord["marketRules"]): {
  costs: Record<string, unknown>;
  spendMax: bigint;
} {
  const none = { costs: {}, spendMax: 0n };
  if (typeof powers !== "object" || powers === null) return none;
  const { costs, spendMax } = powers as { costs?: unknown; spendMax?: unknown };
  if (typeof costs !== "object" || costs === null || typeof spendMax !== "string") return none;
  const isAmount = /^\d{1,18}$/.test(spendMax);
  return { costs: costs as Record<string, unknown>, spendMax: isAmount ? BigInt(spendMax) : 0n };
}
