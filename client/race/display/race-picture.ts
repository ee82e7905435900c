import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import type { RacePhase, RaceState } from "#common/race/race-state.ts";

export interface RunnerPicture {
  number: number;
  name: string;
  /** 0 to 23: see `liveryOf`. */
  livery: number;
  /** Placings of the last races, newest first, joined by "-"; empty for a debut. */
  form: string;
  winStakes: bigint;
  placeStakes: bigint;
  /** Approximate dividend per unit in hundredths; 0 = nobody backs it. */
  winOdds: number;
  placeOdds: number;
  distanceM: number;
  /** 0 = still running. */
  finishTimeMs: number;
  /** 0 = not yet official. */
  placing: number;
  /** Decimal string, empty = none. */
  winDividend: string;
  placeDividend: string;
}

/** What the HUD draws: a plain copy of the room's state, so that a picture never changes under a view. */
export interface RacePicture {
  phase: RacePhase;
  /** Epoch milliseconds on the server's clock; 0 = no end is set. */
  phaseEndsAt: number;
  lobbyCode: string;
  raceId: number;
  raceNumber: number;
  title: string;
  trackName: string;
  distanceM: number;
  /** Ticks since the off; negative at the gates. */
  tick: number;
  /** In saddle order. */
  runners: RunnerPicture[];
  winPool: bigint;
  placePool: bigint;
  betCount: number;
  /** Saddle number; 0 = none yet. */
  favourite: number;
  isPaused: boolean;
  isOfficial: boolean;
  isPhotoFinish: boolean;
  voidReason: string;
  playerCount: number;
}

export function takePicture(state: RaceState): RacePicture {
  const runners: RunnerPicture[] = [];
  for (const runner of state.runners.values()) {
    runners.push({
      number: runner.number,
      name: runner.name,
      livery: runner.livery,
      form: runner.form,
      winStakes: BigInt(runner.winStakes),
      placeStakes: BigInt(runner.placeStakes),
      winOdds: runner.winOdds,
      placeOdds: runner.placeOdds,
      distanceM: ((state.positions[runners.length] ?? 0) * POSITION_STEP_MM) / 1000,
      finishTimeMs: runner.finishTimeMs,
      placing: runner.placing,
      winDividend: runner.winDividend,
      placeDividend: runner.placeDividend,
    });
  }
  return {
    phase: state.phase,
    phaseEndsAt: state.phaseEndsAt,
    lobbyCode: state.lobbyCode,
    raceId: state.raceId,
    raceNumber: state.raceNumber,
    title: state.title,
    trackName: state.trackName,
    distanceM: state.distanceMm / 1000,
    tick: state.tick,
    runners,
    winPool: BigInt(state.winPool),
    placePool: BigInt(state.placePool),
    betCount: state.betCount,
    favourite: state.favourite,
    isPaused: state.isPaused,
    isOfficial: state.isOfficial,
    isPhotoFinish: state.isPhotoFinish,
    voidReason: state.voidReason,
    playerCount: state.playerCount,
  };
}
