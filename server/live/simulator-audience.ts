import type { Random } from "#common/framework/random.ts";
import { cleanName } from "#common/live/clean-text.ts";
import type { LiveViewer } from "#common/live/live-event.ts";

/** How somebody watches; most only watch. */
export type Temperament = "quiet" | "chatty" | "tapper" | "giver" | "whale";

export interface Spectator {
  viewer: LiveViewer;
  temperament: Temperament;
  /** Whom this person cheers for. */
  country: string;
  /** Whether it has said so yet. */
  hasNamedCountry: boolean;
}

const tempers: readonly Temperament[] = [
  ...Array<Temperament>(10).fill("quiet"),
  ...Array<Temperament>(4).fill("chatty"),
  ...Array<Temperament>(3).fill("tapper"),
  ...Array<Temperament>(3).fill("giver"),
];
const WHALES_PER_CENT = 1;

const names = (
  "Pixel Luma Tato Kiwi Brasa Momo Zarza Nilo Bruma Coco Sable Yuzu Elif Kerem Zeynep Aslan " +
  "Noor Omar Layla Yusuf سارة محمد نور ياسمين عائشہ بلال Ayşe Çınar João Inês Lucía Mateo Chloé Noé"
).split(" ");

/** What people of the real platform call themselves, and worse. */
const hostileNames: readonly string[] = [
  "",
  " \u200b\u200d\u2060",
  "\u202eesrever",
  "🔥".repeat(500),
  `Z${"\u0300\u0301\u0302\u0303".repeat(40)}algo`,
  "<script>alert(1)</script>",
  "Robert'); DROP TABLE gifts;--",
  "nul\u0000byte",
  "half \ud83d a pair",
  "👨‍👩‍👧‍👦 fam 👨‍👩‍👧‍👦",
  "ｆｕｌｌ　ｗｉｄｔｈ",
  "a\tb\nc",
  "x".repeat(2_000),
];
const HOSTILE_PER_CENT = 4;

/** Everybody who will come to the simulated LIVE, each with a country by the weights of the countries. */
export function drawAudience(
  random: Random,
  { size, countries }: { size: number; countries: readonly string[] },
): Spectator[] {
  const weighted = countries.flatMap((country) => Array<string>(3 + random.below(7)).fill(country));
  return Array.from({ length: size }, (_, index) => ({
    viewer: drawViewer(random, index),
    temperament: random.chance(WHALES_PER_CENT, 100)
      ? ("whale" as const)
      : tempers[random.below(tempers.length)]!,
    country: weighted[random.below(weighted.length)]!,
    hasNamedCountry: false,
  }));
}

function drawViewer(random: Random, index: number): LiveViewer {
  const name = names[random.below(names.length)]!;
  const handle = `viewer_${index.toString(36)}`;
  const raw = random.chance(HOSTILE_PER_CENT, 100)
    ? hostileNames[random.below(hostileNames.length)]!
    : `${name} ${10 + random.below(90)}`;
  return {
    // As long as the platform's ids: more than a double can hold.
    id: String(6_000_000_000_000_000_000n + BigInt(random.nextUint32()) * 100_000n + BigInt(index)),
    handle,
    name: cleanName(raw, handle),
    isModerator: random.chance(1, 100),
    isSubscriber: random.chance(1, 30),
    isFollower: random.chance(1, 3),
    isOwner: false,
  };
}
