import { type SchemaType, schema, t } from "@colyseus/schema";
import { versionedFields } from "#common/framework/versioned-state.ts";

/** `racing` begins with the gates: `tick` is negative, bets are locked, the start lights run. */
export type RacePhase = "lobby" | "betting" | "racing" | "settling" | "void";

/** One runner as everyone sees it. Odds are approximate dividends per unit stake in hundredths (340 = 3.40), 0 = nobody backs it. */
export const RunnerState = schema(
  {
    number: t.uint8(),
    runnerId: t.string(),
    name: t.string(),
    /** 0 to 23: the runner's fixed colour and hull pattern. */
    livery: t.uint8(),
    topSpeed: t.uint8(),
    acceleration: t.uint8(),
    stamina: t.uint8(),
    cornering: t.uint8(),
    nerve: t.uint8(),
    /** Placings of the last races, newest first, joined by "-"; empty for a debut. */
    form: t.string().default(""),
    /** Stakes on this runner to win, decimal string. */
    winStakes: t.string().default("0"),
    winOdds: t.uint32().default(0),
    /** Stakes on this runner to place, decimal string. */
    placeStakes: t.string().default("0"),
    placeOdds: t.uint32().default(0),
    /** Stakes on this runner to show, decimal string. */
    showStakes: t.string().default("0"),
    showOdds: t.uint32().default(0),
    /** The house's fixed price to win in hundredths (TOTE-8); 0 = the win market is a tote. */
    fixedPrice: t.uint32().default(0),
    /** Taken out before the lock (TOTE-6): can't be backed and does not run. */
    isScratched: t.boolean().default(false),
    /** Powers at work on it now, the bits of `effectBits`. */
    effects: t.uint8().default(0),
    /** Time over the line since the off, milliseconds; 0 = still running. */
    finishTimeMs: t.uint32().default(0),
    /** Official placing, 1 = first, a dead heat shares it; 0 = not yet official. */
    placing: t.uint8().default(0),
    /** Official dividend per unit stake, decimal string; empty = none. */
    winDividend: t.string().default(""),
    placeDividend: t.string().default(""),
    showDividend: t.string().default(""),
  },
  "RunnerState",
);
export type RunnerState = SchemaType<typeof RunnerState>;

/** A combination on the board: what it would pay now, or what it paid. */
export const CombinationState = schema(
  {
    market: t.string(),
    /** Saddle numbers joined by "-"; in a quinella ascending, else in the order of finish. */
    selection: t.string(),
    /** Approximate dividend per unit stake in hundredths. */
    odds: t.uint32().default(0),
    /** Official dividend per unit stake, decimal string; empty before. */
    perUnit: t.string().default(""),
  },
  "CombinationState",
);
export type CombinationState = SchemaType<typeof CombinationState>;

/** The whole public truth of a race room. Balances and slips never appear here. */
export const RaceState = schema(
  {
    ...versionedFields<RacePhase>("lobby"),
    lobbyCode: t.string().default(""),
    raceId: t.uint32().default(0),
    /** Number of the race within this lobby, from 1. */
    raceNumber: t.uint32().default(0),
    title: t.string().default(""),
    trackName: t.string().default(""),
    distanceMm: t.uint32().default(0),
    /** Keyed by saddle number, in saddle order. */
    runners: t.map(RunnerState),
    /** Distance covered by each runner in steps of `POSITION_STEP_MM`, in saddle order. */
    positions: t.array("uint16"),
    /** Ticks of 50 ms since the off; negative while the start lights run. */
    tick: t.int16().default(0),
    /** Server time of the off, epoch milliseconds; 0 = not yet set. */
    offAtMs: t.float64().default(0),
    /** Gross of each pool, decimal strings. */
    winPool: t.string().default("0"),
    placePool: t.string().default("0"),
    showPool: t.string().default("0"),
    exactaPool: t.string().default("0"),
    quinellaPool: t.string().default("0"),
    trifectaPool: t.string().default("0"),
    /** The most backed combinations of each exotic market, market by market, at most 3 of each. */
    leadingCombinations: t.array(CombinationState),
    /** Official dividends of exacta, quinella and trifecta. */
    combinationDividends: t.array(CombinationState),
    betCount: t.uint32().default(0),
    /** Saddle number of the favourite to win; 0 = none yet. */
    favourite: t.uint8().default(0),
    isPaused: t.boolean().default(false),
    isAutopilot: t.boolean().default(false),
    /** True once settlement has committed: the result no longer changes (TOTE-9). */
    isOfficial: t.boolean().default(false),
    /** The first two are within a tenth of a second, known when both have finished. */
    isPhotoFinish: t.boolean().default(false),
    /** Why the race was void; empty otherwise. */
    voidReason: t.string().default(""),
    /** The house's terms for this race: the JSON of `MarketRules`, as the record and its hash have it. */
    marketRules: t.string().default("{}"),
    /** RACE-6: published before betting opens. */
    commitment: t.string().default(""),
    /** RACE-6: hex, revealed at official and at void; empty before. */
    serverSeed: t.string().default(""),
    /** RACE-6 a): s_0 of the seed chain this lobby's races draw from, hex, and k of this race's s_k. */
    seedAnchor: t.string().default(""),
    seedIndex: t.uint32().default(0),
    /** RACE-6 b): head of the chain of this race's bets, hex. */
    betsHead: t.string().default(""),
    /** RACE-6 c): roots fixed at the lock, hex; empty before. */
    betsRoot: t.string().default(""),
    cancelsRoot: t.string().default(""),
    entropyRoot: t.string().default(""),
    /** RACE-6 d): phones in the entropy tree, and those that revealed; the second is final at the off. */
    phoneCount: t.uint16().default(0),
    revealedCount: t.uint16().default(0),
    /** Whether powers can be used in this race; false when off, stopped, or past 80 % of the distance. */
    arePowersOpen: t.boolean().default(false),
    /** What the races to come offer: win odds "tote" or "fixed", and powers. */
    nextWinOdds: t.string().default("tote"),
    arePowersNext: t.boolean().default(false),
    playerCount: t.uint16().default(0),
    spectatorCount: t.uint16().default(0),
    /** Milliseconds each phase lasts, as the host has set them. */
    lobbyMs: t.uint32().default(0),
    bettingMs: t.uint32().default(0),
    settlingMs: t.uint32().default(0),
  },
  "RaceState",
);
export type RaceState = SchemaType<typeof RaceState>;
