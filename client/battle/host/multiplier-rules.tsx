import { FACTOR_MAX } from "#common/battle/battle-limits.ts";
import type { BattleSettings, MultiplierRule } from "#common/battle/battle-settings.ts";
import { SearchPick } from "./search-pick.tsx";
import { changeRule, RULE_RANGES, RULES_MAX, withRule } from "./settings-draft.ts";
import { texts } from "./texts.ts";
import type { Gifts } from "./use-gifts.ts";

/** When gifts count more than once: in the last seconds, and after certain gifts. */
export function MultiplierRules(props: {
  draft: BattleSettings;
  gifts: Gifts;
  onChange: (draft: BattleSettings) => void;
}) {
  const { draft, gifts, onChange } = props;
  const { settings } = texts.value.stage;
  const isFull = draft.multipliers.length >= RULES_MAX;
  return (
    <fieldset class="stack">
      <legend class="label">{settings.multipliers}</legend>
      <p class="hint">{settings.multipliersHint}</p>
      {draft.multipliers.length === 0 && <p class="dim">{settings.noMultipliers}</p>}
      <ul class="setting-lines">
        {draft.multipliers.map((rule, index) => (
          <RuleLine
            key={index}
            rule={rule}
            name={
              rule.when === "final" ? settings.final : settings.afterGift(gifts.nameOf(rule.giftId))
            }
            onChange={(changed) => onChange(changeRule(draft, index, changed))}
          />
        ))}
      </ul>
      {!isFull && (
        <>
          <button type="button" class="button is-small" onClick={() => onChange(withRule(draft))}>
            {settings.addFinal}
          </button>
          <SearchPick
            label={settings.addAfterGift}
            hint={settings.giftSearch}
            items={gifts.items}
            onPick={({ id }) => onChange(withRule(draft, id))}
            draw={({ label }) => label}
          />
        </>
      )}
    </fieldset>
  );
}

function RuleLine(props: {
  rule: MultiplierRule;
  name: string;
  onChange: (rule: MultiplierRule | undefined) => void;
}) {
  const { rule, name, onChange } = props;
  const { pick, settings } = texts.value.stage;
  return (
    <li class="setting-line">
      <span class="label">{name}</span>
      <label class="setting-figure">
        <span class="hint">{settings.factor}</span>
        <input
          class="input numeral"
          type="number"
          required
          min={2}
          max={FACTOR_MAX}
          step={1}
          value={rule.factor}
          onInput={(event) => onChange({ ...rule, factor: Number(event.currentTarget.value) })}
        />
      </label>
      <label class="setting-figure">
        <span class="hint">{settings.lasts}</span>
        <input
          class="input numeral"
          type="number"
          required
          {...RULE_RANGES[rule.when]}
          step={1}
          value={rule.lastsMs / 1_000}
          onInput={(event) =>
            onChange({ ...rule, lastsMs: Number(event.currentTarget.value) * 1_000 })
          }
        />
      </label>
      <button
        type="button"
        class="remove-button"
        aria-label={pick.remove(name)}
        onClick={() => onChange(undefined)}
      >
        ×
      </button>
    </li>
  );
}
