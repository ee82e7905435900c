import type { MarketName } from "#common/tote/market.ts";

/** One runner as a simulated player weighs it. Odds are dividends per chip in hundredths, 0 = none yet. */
export type WeighedRunner = { number: number; rating: number; winOdds: number; placeOdds: number };

/** What a simulated player knows when it is about to bet. */
export type BetMoment = {
  /** At least two, in saddle order. */
  runners: readonly WeighedRunner[];
  /** Saddle number of the favourite of the pool; 0 = nobody has bet yet. */
  favourite: number;
  /** Chips free to stake. */
  available: bigint;
  /** From 0 up to but not 1. */
  random: () => number;
};

export type Wager = { market: MarketName; selection: number[]; stake: bigint };

/** A way of betting. */
export type Temperament = {
  name: string;
  /** Bets on one race. */
  betsMax: number;
  /** When it bets, as shares of the betting time: from 0 (opens) to 1 (closes). */
  window: readonly [from: number, to: number];
  /** The next bet, or undefined to let this one pass. */
  choose(moment: BetMoment): Wager | undefined;
};

/** Stakes are round, as people's are. */
const STAKE_STEP = 10n;

/** What a runner without a bet might pay once it has one. */
const UNBACKED_ODDS = 4_000;

const favouriteBacker: Temperament = {
  name: "favourite backer",
  betsMax: 1,
  window: [0.35, 0.8],
  choose({ runners, favourite, available, random }) {
    const number = favourite || best(runners).number;
    return wager("win", [number], partOf(available, 8 + below(12, random)));
  },
};

const longShot: Temperament = {
  name: "long shot",
  betsMax: 3,
  window: [0.1, 0.85],
  choose({ runners, available, random }) {
    const outsiders = byRating(runners).slice(Math.floor(runners.length / 2));
    const { number } = pick(outsiders, random);
    return wager("win", [number], partOf(available, 2 + below(4, random)));
  },
};

const lateBettor: Temperament = {
  name: "late bettor",
  betsMax: 1,
  window: [0.82, 0.95],
  choose({ runners, available, random }) {
    // What pays more than its ability deserves at the odds of the last moment; most of all a
    // runner that nobody has backed.
    const value = runners.toSorted((a, b) => valueOf(b) - valueOf(a));
    const { number } = pick(value.slice(0, 3), random);
    return wager("win", [number], partOf(available, 10 + below(15, random)));
  },
};

const cautious: Temperament = {
  name: "cautious",
  betsMax: 2,
  window: [0.15, 0.6],
  choose({ runners, available, random }) {
    const { number } = pick(byRating(runners).slice(0, 4), random);
    return wager("place", [number], partOf(available, 1 + below(4, random)));
  },
};

const impulsive: Temperament = {
  name: "impulsive",
  betsMax: 4,
  window: [0, 0.9],
  choose({ runners, available, random }) {
    if (random() < 0.25) return undefined;
    const market = pick(["win", "win", "place", "show"] as const, random);
    const { number } = pick(runners, random);
    return wager(market, [number], partOf(available, 1 + below(9, random)));
  },
};

const dreamer: Temperament = {
  name: "dreamer",
  betsMax: 3,
  window: [0.05, 0.75],
  choose({ runners, available, random }) {
    // Fields of a few runners have no trifecta: what is refused is a bet less.
    const [market, size] = pick(combinations, random);
    const selection: number[] = [];
    const left = byRating(runners).slice(0, Math.max(size, 5));
    while (selection.length < size) {
      const at = below(left.length, random);
      const [runner] = left.splice(at, 1);
      if (runner === undefined) return undefined;
      selection.push(runner.number);
    }
    return wager(market, selection, partOf(available, 1 + below(3, random)));
  },
};

const combinations: readonly [market: MarketName, size: number][] = [
  ["exacta", 2],
  ["quinella", 2],
  ["trifecta", 3],
];

/** Every kind of player in a crowd; a crowd goes round them. */
export const temperaments: readonly Temperament[] = [
  favouriteBacker,
  dreamer,
  impulsive,
  longShot,
  cautious,
  lateBettor,
];

function wager(market: MarketName, selection: number[], stake: bigint): Wager | undefined {
  return stake === 0n ? undefined : { market, selection, stake };
}

/** A share of the chips in percent, rounded down to a round stake; at least one step, 0 if broke. */
function partOf(available: bigint, percent: number): bigint {
  if (available < STAKE_STEP) return 0n;
  const stake = (available * BigInt(percent)) / 100n;
  return stake < STAKE_STEP ? STAKE_STEP : stake - (stake % STAKE_STEP);
}

function valueOf({ rating, winOdds }: WeighedRunner): number {
  return rating * (winOdds || UNBACKED_ODDS);
}

function byRating(runners: readonly WeighedRunner[]): WeighedRunner[] {
  return runners.toSorted((a, b) => b.rating - a.rating);
}

function best(runners: readonly WeighedRunner[]): WeighedRunner {
  return pick(byRating(runners).slice(0, 1), () => 0);
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[below(items.length, random)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

function below(limit: number, random: () => number): number {
  return Math.floor(random() * limit);
}
