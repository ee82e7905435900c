import { encodeHex, encodeUint64, encodeUtf8 } from "#common/framework/bytes.ts";
import { hashCanonical } from "#common/framework/canonical.ts";
import { forkRandom } from "#common/framework/random.ts";
import { cardHash, type RaceCard } from "./card.ts";
import { drawCard } from "./draw-field.ts";
import { engineHash } from "./engine.ts";
import { commitment, deriveRaceSeed, hashSeed } from "./fairness.ts";
import { type RaceRecord, RECORD_FORMAT } from "./record.ts";
import { simulateRace } from "./simulate-race.ts";

/** Fixed cards, seeds and records for tests and measurements. */

/** The card that always comes with this number of runners, track and name. */
export function sampleCard(fieldSize: number, trackId = "neon-harbour", name = "sample"): RaceCard {
  return drawCard({ fieldSize, trackId, random: forkRandom(encodeUtf8(name), "card") });
}

/** The 32-byte seed with this number. */
export function sampleSeed(number: number): Uint8Array {
  const seed = new Uint8Array(32);
  seed.set(encodeUint64(number));
  return seed;
}

/** An official record of race 7 without bets. */
export function sampleRecord(): RaceRecord {
  const raceId = 7;
  const card = sampleCard(6);
  const serverSeed = sampleSeed(1);
  const marketRules = { markets: ["win"], takeoutBps: 0 };
  const committed = {
    raceId,
    cardHash: cardHash(card),
    marketRulesHash: hashCanonical(marketRules),
    engineHash,
  };
  const { casts: _, ...ran } = simulateRace(card, deriveRaceSeed(serverSeed, raceId));
  return {
    format: RECORD_FORMAT,
    ...committed,
    lobby: "BCDF",
    raceNumber: 3,
    card,
    marketRules,
    fairnessVersion: 1,
    commit: commitment({ ...committed, seedHash: hashSeed(serverSeed) }),
    serverSeed: encodeHex(serverSeed),
    bets: [],
    inputs: [],
    ...ran,
    pools: [],
    status: "official",
    previousRecordHash: null,
    offAt: 1_700_000_060_000,
    officialAt: 1_700_000_110_000,
  };
}
