import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { countRevealed, entropyRoot, hashSecret, revealedRoot } from "./entropy.ts";
import { deriveRaceSeed, deriveRaceSeedV2 } from "./fairness.ts";
import type { RaceRecord, RaceRecordV2 } from "./record.ts";
import { compare, type Finding, fail, firstFault, pass } from "./verify-step.ts";

/** What the phones added to the seed: in order, unchanged, and how many answered (RACE-6 c, d). */
export function checkEntropy(record: RaceRecordV2): Finding {
  const { lock, entropy } = record;
  if (lock === null) {
    return entropy.length === 0
      ? pass("void before its lock: no phone had a part in it")
      : fail(`${entropy.length} phones have a part in a race that was never locked`);
  }
  for (const [place, { tag, hash, secret }] of entropy.entries()) {
    const before = entropy[place - 1];
    if (before !== undefined && before.tag >= tag)
      return fail(`phone ${place + 1} is out of order`);
    if (secret !== null && hashSecret(secret) !== hash) {
      return fail(`what phone ${place + 1} revealed is not what it had committed to`);
    }
  }
  return firstFault([
    compare("the number of phones", entropy.length, lock.phoneCount),
    compare("the root of the phones' hashes", entropyRoot(entropy), lock.entropyRoot),
    compare("the number of reveals", countRevealed(entropy), record.revealedCount ?? -1),
    compare("the root of the reveals", revealedRoot(entropy), record.revealedRoot ?? "none"),
    pass(sayAnswers(countRevealed(entropy), entropy.length)),
  ]);
}

/** RACE-6 d), g): what the phones' part in a draw was worth. */
function sayAnswers(revealed: number, phones: number): string {
  if (revealed === 0) return "no phone answered: the server's word only";
  const withheld = phones - revealed;
  const answered = `${revealed} of ${phones} phones answered`;
  return withheld === 0
    ? answered
    : `${answered}; the ${withheld} that did not could have chosen among 2^${withheld} draws`;
}

/** The seed of the race follows from the server's seed, the bets and the phones alone. */
export function checkSeed(record: RaceRecordV2): Finding {
  const seed = seedOf(record);
  if (seed === undefined) return pass("void before its lock: nothing was drawn");
  return compare("the seed of the race", encodeHex(seed), record.raceSeed ?? "none");
}

/** The 32 bytes that a recorded race is run from; undefined for one void before its lock. */
export function seedOf(record: RaceRecord): Uint8Array | undefined {
  const serverSeed = decodeHex(record.serverSeed);
  if (record.format === 1) return deriveRaceSeed(serverSeed, record.raceId);
  const { lock, revealedRoot: revealed } = record;
  if (lock === null || revealed === null) return undefined;
  const { betsRoot, entropyRoot: hashes } = lock;
  const roots = { betsRoot, entropyRoot: hashes, revealedRoot: revealed };
  return deriveRaceSeedV2(serverSeed, record.raceId, roots);
}
