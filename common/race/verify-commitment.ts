import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { hashCanonical } from "#common/framework/canonical.ts";
import { cardHash } from "./card.ts";
import { commitment, commitmentV2, hashSeed } from "./fairness.ts";
import type { RaceRecord, RaceRecordV2 } from "./record.ts";
import { anchorOf } from "./seed-chain.ts";
import { compare, type Finding, fail, pass } from "./verify-step.ts";

/** Who ran where: the card is the one whose hash was committed to. */
export function checkCard(record: RaceRecord): Finding {
  const { card } = record;
  const found = compare("the hash of the card", cardHash(card), record.cardHash);
  if (!found.ok) return found;
  return pass(`${card.runners.length} runners on ${card.track.name}, card ${record.cardHash}`);
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
export function checkSeedChain({ serverSeed, seedAnchor, seedIndex }: RaceRecordV2): Finding {
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
