import type { RacePhase, RaceState } from "#common/race/race-state.ts";
import type { MarketRules } from "#common/tote/market-rules.ts";

export const statNames = ["topSpeed", "acceleration", "stamina", "cornering", "nerve"] as const;
type StatName = (typeof statNames)[number];

/** One runner as a page draws it: a plain copy of `RunnerState`. */
export interface RunnerView extends Readonly<Record<StatName, number>> {
  readonly number: number;
  readonly name: string;
  readonly livery: number;
  readonly form: string;
  readonly winStakes: string;
  readonly winOdds: number;
  readonly placeStakes: string;
  readonly placeOdds: number;
  readonly finishTimeMs: number;
  readonly placing: number;
  readonly winDividend: string;
  readonly placeDividend: string;
}

/**
 * The public truth of a race as a page draws it: a plain copy of everything in `RaceState` that
 * does not change with every tick. `phase` tells the gates apart, when bets are locked and the
 * lights run.
 */
export interface RaceView {
  readonly phase: RacePhase | "gates";
  readonly phaseEndsAt: number;
  readonly lobbyCode: string;
  readonly raceId: number;
  readonly raceNumber: number;
  readonly title: string;
  readonly trackName: string;
  readonly distanceMm: number;
  readonly winPool: string;
  readonly placePool: string;
  readonly betCount: number;
  readonly favourite: number;
  readonly isPaused: boolean;
  readonly isAutopilot: boolean;
  readonly isOfficial: boolean;
  readonly isPhotoFinish: boolean;
  readonly voidReason: string;
  readonly playerCount: number;
  readonly spectatorCount: number;
  readonly lobbyMs: number;
  readonly bettingMs: number;
  readonly settlingMs: number;
  /** The house's terms for this race. */
  readonly marketRules: MarketRules;
  readonly runners: readonly RunnerView[];
}

/** Copies the state, which the SDK changes in place. Returns `before` itself where nothing drawn has changed. */
export function readRaceView(state: RaceState, before?: RaceView): RaceView {
  const runners = [...state.runners.values()].map((runner, index) => {
    const copy = readRunner(runner);
    const old = before?.runners[index];
    return old !== undefined && isSame(copy, old) ? old : copy;
  });
  const view: RaceView = {
    phase: state.phase === "racing" && state.tick < 0 ? "gates" : state.phase,
    phaseEndsAt: state.phaseEndsAt,
    lobbyCode: state.lobbyCode,
    raceId: state.raceId,
    raceNumber: state.raceNumber,
    title: state.title,
    trackName: state.trackName,
    distanceMm: state.distanceMm,
    winPool: state.winPool,
    placePool: state.placePool,
    betCount: state.betCount,
    favourite: state.favourite,
    isPaused: state.isPaused,
    isAutopilot: state.isAutopilot,
    isOfficial: state.isOfficial,
    isPhotoFinish: state.isPhotoFinish,
    voidReason: state.voidReason,
    playerCount: state.playerCount,
    spectatorCount: state.spectatorCount,
    lobbyMs: state.lobbyMs,
    bettingMs: state.bettingMs,
    settlingMs: state.settlingMs,
    marketRules: readMarketRules(state.marketRules, before?.marketRules),
    runners: before !== undefined && isSame(runners, before.runners) ? before.runners : runners,
  };
  return before !== undefined && isSame(view, before) ? before : view;
}

function readRunner(runner: RunnerView): RunnerView {
  return {
    number: runner.number,
    name: runner.name,
    livery: runner.livery,
    topSpeed: runner.topSpeed,
    acceleration: runner.acceleration,
    stamina: runner.stamina,
    cornering: runner.cornering,
    nerve: runner.nerve,
    form: runner.form,
    winStakes: runner.winStakes,
    winOdds: runner.winOdds,
    placeStakes: runner.placeStakes,
    placeOdds: runner.placeOdds,
    finishTimeMs: runner.finishTimeMs,
    placing: runner.placing,
    winDividend: runner.winDividend,
    placeDividend: runner.placeDividend,
  };
}

/** Parses the terms; `before` itself where they are the same. */
function readMarketRules(json: string, before: MarketRules | undefined): MarketRules {
  if (before !== undefined && JSON.stringify(before) === json) return before;
  return JSON.parse(json) as MarketRules;
}

/** Whether two objects hold the same values, one level deep. */
function isSame(a: object, b: object): boolean {
  const values = Object.values(a);
  const others = Object.values(b);
  return values.length === others.length && values.every((value, index) => value === others[index]);
}
