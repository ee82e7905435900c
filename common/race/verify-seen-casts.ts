import type { RaceReceipts, SeenCast } from "./receipts.ts";
import type { RaceRecordV2 } from "./record.ts";

/**
 * Powers are in no chain (RACE-6 g): what a phone heard of them is all there is. Its own must be in the
 * record as they were taken, each that it heard of must be there, and where it was there all the time,
 * no other in an official race; a race that is void may have ended before a power was told.
 */
export function faultInCasts(record: RaceRecordV2, mine: RaceReceipts): string | undefined {
  const ownTag = mine.bets[0]?.tag;
  for (const { seq, ...own } of mine.casts ?? []) {
    const input = record.inputs[seq - 1];
    if (input === undefined || nameOf(input) !== nameOf(own))
      return `my ${sayCast(own)} is missing`;
    if (ownTag !== undefined && input.player !== ownTag) return `my ${sayCast(own)} is another's`;
  }
  const seen = countCasts(mine.castsSeen ?? []);
  const recorded = countCasts(record.inputs);
  for (const [name, { cast, count }] of seen) {
    if (count > (recorded.get(name)?.count ?? 0)) return `a ${sayCast(cast)} is missing`;
  }
  if (mine.sawAllCasts !== true || record.status === "void") return undefined;
  for (const [name, { cast, count }] of recorded) {
    if (count > (seen.get(name)?.count ?? 0)) {
      return `a ${sayCast(cast)} was told to nobody, this phone was there all the time`;
    }
  }
  return undefined;
}

type Counted = Map<string, { cast: SeenCast; count: number }>;

function countCasts(casts: readonly SeenCast[]): Counted {
  const counted: Counted = new Map();
  for (const cast of casts) {
    const name = nameOf(cast);
    counted.set(name, { cast, count: (counted.get(name)?.count ?? 0) + 1 });
  }
  return counted;
}

function nameOf({ tick, power, target, cost }: SeenCast): string {
  return [tick, power, target, cost].join(" ");
}

function sayCast({ tick, power, target }: SeenCast): string {
  return `${power} on runner ${target} at tick ${tick}`;
}
