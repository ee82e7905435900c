import { powerTerms } from "#common/race/power-terms.ts";
import type { RaceTimetable } from "#common/race/race-lifecycle.ts";
import { marketNames } from "#common/tote/market.ts";
import type { Config } from "./config.ts";
import type { HouseTerms } from "./race/race-settings.ts";
import type { RaceTerms } from "./race/race-terms.ts";

/** How long the phases of a new lobby last, until its host says otherwise. */
export function timetableOf(config: Config): RaceTimetable {
  return {
    isAutopilot: config.AUTOPILOT,
    lobbyMs: config.LOBBY_SECONDS * 1_000,
    bettingMs: config.BETTING_SECONDS * 1_000,
    gatesMs: config.GATES_SECONDS * 1_000,
    settlingMs: config.SETTLING_SECONDS * 1_000,
    scratchExtendsMs: config.SCRATCH_EXTENDS_SECONDS * 1_000,
  };
}

/** What a new lobby offers, until its host says otherwise. */
export function houseTermsOf(config: Config): HouseTerms {
  return { winOdds: config.WIN_ODDS, arePowersOn: config.POWERS };
}

/** The terms of a new race, by what the host offers; fixed odds only where its card was priced, and then no powers. */
export function raceTermsOf(
  config: Config,
  house: HouseTerms,
  fixedPrices: number[] | undefined,
): RaceTerms {
  // Prices are made of races without powers: who could back a runner and then push it would win by system.
  const hasPowers = house.arePowersOn && fixedPrices === undefined;
  return {
    markets: [...marketNames],
    takeoutBps: config.TAKEOUT_BPS,
    ...(config.BREAK_UNIT === 0 ? {} : { breakUnit: String(config.BREAK_UNIT) }),
    stakeMin: config.STAKE_MIN.toString(),
    stakeMax: config.STAKE_MAX.toString(),
    stakeMaxPerRace: config.STAKE_MAX_PER_RACE.toString(),
    cancelFeeBps: config.CANCEL_FEE,
    cancelClosesMs: config.CANCEL_CLOSES_SECONDS * 1_000,
    ...(fixedPrices && { fixedPrices, liabilityMax: config.FIXED_LIABILITY_MAX.toString() }),
    ...(hasPowers && { powers: powerTerms(config.MAX_POWER_SPEND_PER_RACE) }),
  };
}
