import type { BattleSettings, MultiplierRule } from "#common/battle/battle-settings.ts";

/** Limits of the fields, in seconds, as the contract states them in milliseconds. */
export const RANGES = {
  durationMs: { min: 10, max: 7_200 },
  suddenDeathMs: { min: 0, max: 300 },
  cooldownMs: { min: 5, max: 600 },
} as const;
/** Of a rule's time, in seconds. */
export const RULE_RANGES = { final: { min: 5, max: 600 }, gift: { min: 1, max: 120 } } as const;
export const RULES_MAX = 10;

const FINAL_FIRST: MultiplierRule = { when: "final", lastsMs: 30_000, factor: 2 };
const GIFT_FIRST = { lastsMs: 10_000, factor: 3 } as const;

/** The settings with another rule behind the ones there are: for the last seconds, or after a gift. */
export function withRule(settings: BattleSettings, giftId?: string): BattleSettings {
  const rule: MultiplierRule =
    giftId === undefined ? FINAL_FIRST : { when: "gift", giftId, ...GIFT_FIRST };
  return { ...settings, multipliers: [...settings.multipliers, rule] };
}

/** The settings with the rule at `index` changed, or without it. */
export function changeRule(
  settings: BattleSettings,
  index: number,
  rule: MultiplierRule | undefined,
): BattleSettings {
  const multipliers = settings.multipliers.flatMap((known, at) => {
    if (at !== index) return [known];
    return rule === undefined ? [] : [rule];
  });
  return { ...settings, multipliers };
}

/** The settings with a gift that counts for a country, or for none any more. */
export function changeGift(
  settings: BattleSettings,
  giftId: string,
  country: string | undefined,
): BattleSettings {
  const { [giftId]: _, ...others } = settings.giftCountries;
  const giftCountries =
    country === undefined ? others : { ...settings.giftCountries, [giftId]: country };
  return { ...settings, giftCountries };
}
