import { encodeUint64, encodeUtf8 } from "#common/framework/bytes.ts";
import { forkRandom } from "#common/framework/random.ts";
import type { RaceCard } from "./card.ts";
import { drawCard } from "./draw-field.ts";

/** Fixed cards and seeds for tests and measurements. */

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
