import { useMemo } from "preact/hooks";
import { language } from "#client/framework/language.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { listCountries } from "./list-countries.ts";
import { SearchPick } from "./search-pick.tsx";
import { changeGift } from "./settings-draft.ts";
import { texts } from "./texts.ts";
import type { Gifts } from "./use-gifts.ts";

/** The gift → country table: a line for each gift, and a search for another one. */
export function GiftCountries(props: {
  draft: BattleSettings;
  gifts: Gifts;
  onChange: (draft: BattleSettings) => void;
}) {
  const { draft, gifts, onChange } = props;
  const { pick, settings } = texts.value.stage;
  const countries = useMemo(() => listCountries(language.value), [language.value]);
  const lines = Object.entries(draft.giftCountries);
  return (
    <fieldset class="stack">
      <legend class="label">{settings.giftCountries}</legend>
      <p class="hint">{settings.giftCountriesHint}</p>
      {lines.length === 0 && <p class="dim">{settings.noGiftCountries}</p>}
      <ul class="setting-lines">
        {lines.map(([giftId, country]) => {
          const name = gifts.nameOf(giftId);
          return (
            <li key={giftId} class="setting-line">
              <span class="label">{name}</span>
              <select
                class="input"
                aria-label={settings.giftCountry(name)}
                value={country}
                onChange={(event) => onChange(changeGift(draft, giftId, event.currentTarget.value))}
              >
                {countries.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
              <button
                type="button"
                class="remove-button"
                aria-label={pick.remove(name)}
                onClick={() => onChange(changeGift(draft, giftId, undefined))}
              >
                ×
              </button>
            </li>
          );
        })}
      </ul>
      <SearchPick
        label={settings.addGift}
        hint={settings.giftSearch}
        items={gifts.items.filter(({ id }) => !(id in draft.giftCountries))}
        onPick={({ id }) => onChange(changeGift(draft, id, draft.sides[0]))}
        draw={({ label }) => label}
      />
    </fieldset>
  );
}
