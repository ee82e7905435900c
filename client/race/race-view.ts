import type { PowerTerms } from "#common/race/powers.ts";
import type {
  CombinationState,
  RacePhase,
  RaceState,
  RunnerState,
} from "#common/race/race-state.ts";
import type { MarketRules } from "#common/tote/market-rules.ts";

export const statNames = ["topSpeed", "acceleration", "stamina", "cornering", "nerve"] as const;

const runnerFields = [
  "number",
  "name",
  "livery",
  ...statNames,
  "form",
  "winStakes",
  "winOdds",
  "placeStakes",
  "placeOdds",
  "showStakes",
  "showOdds",
  "fixedPrice",
  "isScratched",
  "effects",
  "finishTimeMs",
  "placing",
  "winDividend",
  "placeDividend",
  "showDividend",
] as const;

const combinationFields = ["market", "selection", "odds", "perUnit"] as const;

const raceFields = [
  "phaseEndsAt",
  "lobbyCode",
  "raceId",
  "raceNumber",
  "title",
  "trackName",
  "distanceMm",
  "winPool",
  "placePool",
  "showPool",
  "exactaPool",
  "quinellaPool",
  "trifectaPool",
  "betCount",
  "favourite",
  "isPaused",
  "isAutopilot",
  "isOfficial",
  "isPhotoFinish",
  "voidReason",
  "commitment",
  "phoneCount",
  "revealedCount",
  "arePowersOpen",
  "nextWinOdds",
  "arePowersNext",
  "playerCount",
  "spectatorCount",
  "lobbyMs",
  "bettingMs",
  "settlingMs",
] as const;

/** One runner as a page draws it: a plain copy of `RunnerState`. */
export type RunnerView = Readonly<Pick<RunnerState, (typeof runnerFields)[number]>>;

/** A combination on the board: a plain copy of `CombinationState`. */
export type CombinationView = Readonly<Pick<CombinationState, (typeof combinationFields)[number]>>;

/** What the house offers in this race; without `powers` there are none. */
export type RaceTerms = MarketRules & { powers?: PowerTerms };

/**
 * The public truth of a race as a page draws it: a plain copy of everything in `RaceState` that
 * does not change with every tick. `phase` tells the gates apart, when bets are locked and the
 * lights run.
 */
export type RaceView = Readonly<Pick<RaceState, (typeof raceFields)[number]>> & {
  readonly phase: RacePhase | "gates";
  /** The house's terms for this race. */
  readonly marketRules: RaceTerms;
  readonly runners: readonly RunnerView[];
  /** The most backed combinations of each exotic market. */
  readonly leadingCombinations: readonly CombinationView[];
  /** What exacta, quinella and trifecta paid. */
  readonly combinationDividends: readonly CombinationView[];
};

/** Copies the state, which the SDK changes in place. Returns `before` itself where nothing drawn has changed. */
export function readRaceView(state: RaceState, before?: RaceView): RaceView {
  const view: RaceView = {
    ...copyFields(state, raceFields),
    phase: state.phase === "racing" && state.tick < 0 ? "gates" : state.phase,
    marketRules: readTerms(state.marketRules, before?.marketRules),
    runners: copyList([...state.runners.values()], runnerFields, before?.runners),
    leadingCombinations: copyList(
      state.leadingCombinations.toArray(),
      combinationFields,
      before?.leadingCombinations,
    ),
    combinationDividends: copyList(
      state.combinationDividends.toArray(),
      combinationFields,
      before?.combinationDividends,
    ),
  };
  return before !== undefined && isSame(view, before) ? before : view;
}

/** Copies of all, those of `before` where they are the same; `before` itself where all are. */
function copyList<Source extends object, Field extends keyof Source>(
  sources: readonly Source[],
  fields: readonly Field[],
  before: readonly Pick<Source, Field>[] | undefined,
): readonly Pick<Source, Field>[] {
  const copies = sources.map((source, index) => {
    const copy = copyFields(source, fields);
    const old = before?.[index];
    return old !== undefined && isSame(copy, old) ? old : copy;
  });
  return before !== undefined && isSame(copies, before) ? before : copies;
}

function copyFields<Source extends object, Field extends keyof Source>(
  source: Source,
  fields: readonly Field[],
): Pick<Source, Field> {
  const copy = {} as Pick<Source, Field>;
  for (const field of fields) copy[field] = source[field];
  return copy;
}

/** Parses the terms; `before` itself where they are the same. */
function readTerms(json: string, before: RaceTerms | undefined): RaceTerms {
  if (before !== undefined && JSON.stringify(before) === json) return before;
  return JSON.parse(json) as RaceTerms;
}

/** Whether two objects hold the same values, one level deep. */
function isSame(a: object, b: object): boolean {
  const values = Object.values(a);
  const others = Object.values(b);
  return values.length === others.length && values.every((value, index) => value === others[index]);
}
