import type { RaceTimetable } from "#common/race/race-lifecycle.ts";
import type { MarketRules } from "#common/tote/market-rules.ts";
import type { Config } from "./config.ts";

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

/** The house's terms for every new race. */
export function marketRulesOf(config: Config): MarketRules {
  return {
    markets: ["win", "place"],
    takeoutBps: config.TAKEOUT_BPS,
    ...(config.BREAK_UNIT === 0 ? {} : { breakUnit: String(config.BREAK_UNIT) }),
    stakeMin: config.STAKE_MIN.toString(),
    stakeMax: config.STAKE_MAX.toString(),
    stakeMaxPerRace: config.STAKE_MAX_PER_RACE.toString(),
    cancelFeeBps: config.CANCEL_FEE,
    cancelClosesMs: config.CANCEL_CLOSES_SECONDS * 1_000,
  };
}
