import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { hashCanonical } from "#common/framework/canonical.ts";
import { cardHash } from "./card.ts";
import { commitment, commitmentV2, hashSeed } from "./fairness.ts";
import type { RaceRecord, RaceRecordV2 } from "./record.ts";
import { anchorOf } from "./seed-chain.ts";
import { compare, type Finding, fail, pass } from "./verify-step.ts";

/** Who ran where: the card is the one whose hash was committed to, scratched runners are on it. */
export function checkCard(record: RaceRecord): Finding {
  const { card } = record;
  const found = compare("the hash of the card", cardHash(card), record.cardHash);
  if (!found.ok) return found;
  const fault = record.format === 1 ? undefined : faultInScratches(record);
  if (fault !== undefined) return fail(fault);
  return pass(`${card.runners.length} runners on ${card.track.name}, card ${record.cardHash}`);
}

/** TOTE-6: saddle numbers of the card, ascending; with fewer than two left no race is official. */
function faultInScratches({ scratched, card, status }: RaceRecordV2): string | undefined {
  const isListed = scratched.every((number, index) => number > (scratched[index - 1] ?? 0));
  if (!isListed) return `the scratched runners ${scratched.join()} are not in their order`;
  const foreign = scratched.find((number) => number > card.runners.length);
  if (foreign !== undefined) return `runner ${foreign} was scratched and is not in the field`;
  const left = card.runners.length - scratched.length;
  if (left === 0) return "every runner was scratched";
  return status === "official" && left < 2 ? "it was run by one runner" : undefined;
}

/** The house's terms are the ones whose hash was committed to. */
export function checkTerms({ marketRules, marketRulesHash }: RaceRecord): Finding {
  return compare("the hash of the house's terms", hashCanonical(marketRules), marketRulesHash);
}

/** The commitment published before betting opened is made of just this card, terms, engine and seed. */
export function checkCommitment(record: RaceRecord): Finding {
  const seedHash = hashSeed(decodeHex(record.serverSeed));
  const computed =
    record.format === 1
      ? commitment({ ...record, seedHash })
      : commitmentV2({ ...record, seedHash });
  return compare("the commitment to card, terms, engine and seed", computed, record.commit);
}

/** The server's seed was settled when the lobby opened: hashed k times it is the published anchor. */
export function checkSeedChain(record: RaceRecordV2): Finding {
  const { serverSeed, seedAnchor, seedIndex, seedChainLength } = record;
  if (seedIndex > seedChainLength) {
    return fail(`seed ${seedIndex} of a chain that lasts for ${seedChainLength} races`);
  }
  const anchor = encodeHex(anchorOf(decodeHex(serverSeed), seedIndex));
  return anchor === seedAnchor
    ? pass(`hashed ${times(seedIndex)}, the seed gives the anchor ${seedAnchor}`)
    : fail(
        `hashed ${times(seedIndex)}, the seed gives ${anchor}, the lobby's anchor is ${seedAnchor}`,
      );
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
