import { type BattleSettings, battleSettingsSchema } from "#common/battle/battle-settings.ts";

/** The settings a stage was left with; what an older row does not say comes from the configuration. */
export function readSettings(
  settings: Readonly<Record<string, unknown>>,
  defaults: BattleSettings,
): BattleSettings {
  return battleSettingsSchema.parse({ ...defaults, ...settings });
}
