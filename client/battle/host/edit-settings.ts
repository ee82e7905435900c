import type { BattleSettings } from "#common/battle/battle-settings.ts";

/** Settings as a form holds them. */
export interface SettingsEdit {
  readonly draft: BattleSettings;
  /** What was saved when the draft last agreed with it, field by field. */
  readonly base: BattleSettings;
  /** Somebody else has saved another value of a field that is being changed here. */
  readonly isOvertaken: boolean;
}

/** Begins with what is saved. */
export function beginEdit(saved: BattleSettings): SettingsEdit {
  return { draft: saved, base: saved, isOvertaken: false };
}

/**
 * Follows what has been saved meanwhile: fields nobody has touched here take the new value, those that
 * are being changed keep theirs.
 */
export function followSaved({ draft, base, isOvertaken }: SettingsEdit, saved: BattleSettings) {
  const fields = Object.keys(saved) as (keyof BattleSettings)[];
  const touched = fields.filter((field) => !isSame(draft[field], base[field]));
  const kept = Object.fromEntries(touched.map((field) => [field, draft[field]]));
  const isHit = touched.some(
    (field) => !isSame(saved[field], base[field]) && !isSame(saved[field], draft[field]),
  );
  const now = { ...saved, ...kept };
  return { draft: now, base: saved, isOvertaken: (isOvertaken || isHit) && !isSame(now, saved) };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
