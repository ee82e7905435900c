import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { firstHead, nextHead } from "./bet-leaf.ts";
import { hashSecret } from "./entropy.ts";
import type { RaceReceipts, ReceivedBet } from "./receipts.ts";
import type { RaceRecord, RaceRecordV2 } from "./record.ts";
import { leafOf } from "./verify-bets.ts";
import { faultInCasts } from "./verify-seen-casts.ts";
import { type Finding, fail, pass } from "./verify-step.ts";

/**
 * What a phone kept, held against the record: the commitment and the anchor it saw before the lock,
 * head, roots and scratches it saw at the lock, its own part in the seed, its own bets, the powers it
 * heard of (RACE-6 d, g). A phone that saw any of version 2 was not at a race of format 1.
 */
export function checkReceipts(record: RaceRecord, mine: RaceReceipts): Finding {
  const fault = faultInCommitment(record, mine) ?? faultInFormat(record, mine);
  if (fault !== undefined) return fail(fault);
  const seen = [
    mine.commit !== undefined && "the commitment",
    mine.lock !== undefined && "the roots at the lock",
    mine.entropy !== undefined && "its own part in the draw",
    mine.bets.length > 0 && `${mine.bets.length} of its own bets`,
    (mine.castsSeen ?? []).length > 0 && `${mine.castsSeen?.length} powers`,
  ].filter((what) => what !== false);
  const all = `this phone kept ${seen.join(", ") || "nothing"}: all of it is in the record`;
  return pass(isUnheard(record, mine) ? `${all}; ${UNHEARD}` : all);
}

const UNHEARD =
  "this phone sent its secret and got no answer, the record says that it was withheld";

/** Whether this phone's secret left it, was never answered and is not in the draw. */
export function isUnheard(record: RaceRecord, { entropy }: RaceReceipts): boolean {
  if (record.format === 1 || entropy === undefined || !entropy.isSent) return false;
  const hash = hashSecret(entropy.secret);
  return record.entropy.some((phone) => phone.hash === hash && phone.secret === null);
}

function faultInCommitment(record: RaceRecord, mine: RaceReceipts): string | undefined {
  if (mine.raceId !== record.raceId) return `kept of race ${mine.raceId}, not of this one`;
  return mine.commit !== undefined && mine.commit !== record.commit
    ? `the commitment was ${mine.commit} before the lock`
    : undefined;
}

function faultInFormat(record: RaceRecord, mine: RaceReceipts): string | undefined {
  if (record.format !== 1) {
    return (
      faultInPublished(record, mine) ??
      faultInEntropy(record, mine) ??
      faultInBets(record, mine) ??
      faultInCasts(record, mine)
    );
  }
  const kept = [
    mine.seedAnchor !== undefined && "an anchor of the seeds",
    mine.lock !== undefined && "the roots of a lock",
    mine.entropy !== undefined && "a part in the draw",
    mine.bets.length > 0 && "bets with their leaves",
  ].find((what) => what !== false);
  return kept && `this phone kept ${kept}, a race of format 1 has none`;
}

function faultInPublished(record: RaceRecordV2, mine: RaceReceipts): string | undefined {
  const before = [
    ["anchor of the seeds", mine.seedAnchor, record.seedAnchor],
    ["place in the chain of seeds", mine.seedIndex, record.seedIndex],
  ] as const;
  for (const [what, seen, said] of before) {
    if (seen !== undefined && seen !== said) return `the ${what} was ${seen} before the lock`;
  }
  if (mine.lock === undefined) return undefined;
  if (record.lock === null) return "betting was locked, the record says it never was";
  const atLock = [
    ["head of the chain of bets", mine.lock.betsHead, record.lock.betsHead],
    ["root of the bets", mine.lock.betsRoot, record.lock.betsRoot],
    ["root of the cancelled bets", mine.lock.cancelsRoot, record.lock.cancelsRoot],
    ["root of the phones", mine.lock.entropyRoot, record.lock.entropyRoot],
    ["list of scratched runners", mine.lock.scratched.join(), record.scratched.join()],
  ] as const;
  const changed = atLock.find(([, seen, said]) => seen !== said);
  return changed && `the ${changed[0]} was ${changed[1] || "empty"} at the lock`;
}

function faultInEntropy(record: RaceRecordV2, { entropy }: RaceReceipts): string | undefined {
  if (entropy === undefined || record.lock === null) return undefined;
  const hash = hashSecret(entropy.secret);
  const phone = record.entropy.find((it) => it.hash === hash);
  if (phone === undefined) {
    return entropy.isAnswered ? "this phone answered and was left out of the draw" : undefined;
  }
  return entropy.isRevealed && phone.secret !== entropy.secret
    ? "this phone revealed its secret in time, the record says it withheld it"
    : undefined;
}

function faultInBets(record: RaceRecordV2, mine: RaceReceipts): string | undefined {
  const heads = headsOf(record);
  for (const kept of mine.bets) {
    const bet = record.bets[kept.serial - 1];
    if (bet === undefined) return `my bet ${kept.serial} is missing`;
    const changed = changedPart(kept, bet);
    if (changed !== undefined) {
      return `my bet ${kept.serial} is not as it was accepted: another ${changed}`;
    }
    const leaf = leafOf(record.raceId, bet);
    if (leaf === undefined || encodeHex(leaf) !== kept.leaf) {
      return `my bet ${kept.serial} has another leaf`;
    }
    if (heads[kept.serial] !== kept.head) {
      return `the bets before my bet ${kept.serial} are not the ones that were accepted`;
    }
    const isCancelled = bet.status === "cancelled";
    if (isCancelled && kept.cancel === undefined) {
      return `my bet ${kept.serial} was cancelled, this phone never asked for it`;
    }
    if (!isCancelled && kept.cancel === "done") {
      return `my bet ${kept.serial} was cancelled, the record says that it stood`;
    }
  }
  return undefined;
}

function changedPart(kept: ReceivedBet, bet: RaceRecordV2["bets"][number]): string | undefined {
  if (kept.selection.join() !== bet.selection.join()) return "selection";
  const parts = ["market", "stake", "price", "tag", "salt"] as const;
  return parts.find((part) => kept[part] !== bet[part]);
}

/** The head after each serial, from 0. */
function headsOf(record: RaceRecordV2): string[] {
  const heads = [encodeHex(firstHead(record.raceId))];
  for (const bet of record.bets) {
    const leaf = leafOf(record.raceId, bet);
    const head = decodeHex(heads.at(-1) as string);
    if (leaf !== undefined) heads.push(encodeHex(nextHead(head, leaf)));
  }
  return heads;
}
