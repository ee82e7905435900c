import { type RaceRecord, type RaceRecordV2, recordHash, recordSchema } from "./record.ts";
import { compare, type Finding, fail, firstFault, pass } from "./verify-step.ts";

/** The record's own seal, and its place among the lobby's records as far as it shows by itself. */
export function checkSeal(record: RaceRecordV2): Finding {
  const fault = faultInPlace(record);
  if (fault !== undefined) return fail(fault);
  return compare("the hash of the record", recordHash(record), record.hash);
}

function faultInPlace(record: RaceRecordV2): string | undefined {
  const { raceNumber, previousRecordHash, seedIndex, voidsAfterLock } = record;
  const isFirst = raceNumber === 1;
  if (isFirst !== (previousRecordHash === null)) {
    return isFirst
      ? "the first race of its lobby names a record before it"
      : `race ${raceNumber} of its lobby names no record before it`;
  }
  if (isFirst && seedIndex !== 1) return `the first race of its lobby has seed ${seedIndex}`;
  const least = voidAfterLock(record);
  const most = isFirst ? least : raceNumber;
  return voidsAfterLock < least || voidsAfterLock > most
    ? `${voidsAfterLock} of ${raceNumber} races void after their lock can't be`
    : undefined;
}

/**
 * The lobby's record before: it is the one this record names, and races, seeds and voids are counted on
 * from it without a gap. A chain of seeds is followed by another only once it is used up (RACE-6 a, f).
 */
export function checkPrevious(record: RaceRecord, previous: unknown): Finding {
  if (record.previousRecordHash === null) {
    return record.raceNumber === 1
      ? pass("it is the first race of its lobby")
      : fail(`race ${record.raceNumber} of its lobby names no record before it`);
  }
  const parsed = recordSchema.safeParse(previous);
  if (!parsed.success) return fail("the record of the race before can't be read");
  const { data } = parsed;
  const what = `the hash of the record of race ${data.raceId}`;
  const named = compare(what, recordHash(data), record.previousRecordHash);
  if (!named.ok) return named;
  const { raceNumber, lobby } = record;
  if (lobby !== data.lobby)
    return fail(`it is of lobby ${lobby}, the race before of ${data.lobby}`);
  if (raceNumber !== data.raceNumber + 1) {
    return fail(`it is race ${raceNumber} of its lobby, the race before was ${data.raceNumber}`);
  }
  if (record.format === 1) {
    return data.format === 1 ? named : fail("a race of format 1 follows one of format 2");
  }
  return firstFault([checkNextSeed(record, data), checkNextVoids(record, data), named]);
}

function checkNextSeed(record: RaceRecordV2, previous: RaceRecord): Finding {
  const { seedIndex, seedAnchor, seedChainLength } = record;
  if (previous.format === 1) {
    return seedIndex === 1
      ? pass("its chain of seeds is the first")
      : fail(`its chain of seeds begins with number ${seedIndex}`);
  }
  if (seedAnchor === previous.seedAnchor) {
    if (seedChainLength !== previous.seedChainLength) {
      const said = `${seedChainLength}, the race before says ${previous.seedChainLength}`;
      return fail(`its chain of seeds lasts for ${said}`);
    }
    return seedIndex === previous.seedIndex + 1
      ? pass(`seed ${seedIndex} of the same chain`)
      : fail(
          `its seed is number ${seedIndex} of the chain, the race before had ${previous.seedIndex}`,
        );
  }
  const isUsedUp = previous.seedIndex === previous.seedChainLength;
  if (!isUsedUp) {
    const used = `${previous.seedIndex} of ${previous.seedChainLength}`;
    return fail(`it has another chain of seeds, the one before was used to ${used}`);
  }
  return seedIndex === 1
    ? pass("the first seed behind a chain that is used up")
    : fail(`its chain of seeds begins with number ${seedIndex}`);
}

function checkNextVoids(record: RaceRecordV2, previous: RaceRecord): Finding {
  const before = previous.format === 1 ? 0 : previous.voidsAfterLock;
  return compare(
    "the number of races void after their lock",
    before + voidAfterLock(record),
    record.voidsAfterLock,
  );
}

/** What a race adds to the count of voids. */
function voidAfterLock({ status, lock }: RaceRecordV2): number {
  return status === "void" && lock !== null ? 1 : 0;
}
