import type { BattleSettings } from "#common/battle/battle-settings.ts";
import type { Config } from "./config.ts";

/** How battles are fought on a stage whose host has said nothing else. */
export function battleDefaultsOf(config: Config): BattleSettings {
  return {
    sides: config.DEFAULT_COUNTRIES,
    durationMs: config.BATTLE_DURATION_SECONDS * 1_000,
    suddenDeathMs: config.SUDDEN_DEATH_SECONDS * 1_000,
    cooldownMs: config.BATTLE_COOLDOWN_SECONDS * 1_000,
    isAutopilot: config.BATTLE_AUTOPILOT,
    giftCountries: {},
    multipliers: [],
  };
}
