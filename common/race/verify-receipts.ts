import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { firstHead, nextHead } from "./bet-leaf.ts";
import { hashSecret } from "./entropy.ts";
import type { RaceReceipts, ReceivedBet } from "./receipts.ts";
import type { RaceRecordV2 } from "./record.ts";
import { leafOf } from "./verify-bets.ts";
import { type Finding, fail, pass } from "./verify-step.ts";

/**
 * What a phone kept, held against the record: the commitment and the anchor it saw before the lock,
 * head, roots and scratches it saw at the lock, its own part in the seed, its own bets (RACE-6 d).
 */
export function checkReceipts(record: RaceRecordV2, mine: RaceReceipts): Finding {
  const fault =
    faultInPublished(record, mine) ?? faultInEntropy(record, mine) ?? faultInBets(record, mine);
  if (fault !== undefined) return fail(fault);
  const seen = [
    mine.commit !== undefined && "the commitment",
    mine.lock !== undefined && "the roots at the lock",
    mine.entropy !== undefined && "its own part in the draw",
    mine.bets.length > 0 && `${mine.bets.length} of its own bets`,
  ].filter((what) => what !== false);
  return pass(`this phone kept ${seen.join(", ") || "nothing"}: all of it is in the record`);
}

function faultInPublished(record: RaceRecordV2, mine: RaceReceipts): string | undefined {
  if (mine.raceId !== record.raceId) return `kept of race ${mine.raceId}, not of this one`;
  const before = [
    ["commitment", mine.commit, record.commit],
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
