import { useMemo } from "preact/hooks";
import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { language } from "#client/framework/language.ts";
import { SIDES_MAX, SIDES_MIN } from "#common/battle/battle-limits.ts";
import { listCountries } from "./list-countries.ts";
import { SearchPick } from "./search-pick.tsx";
import { texts } from "./texts.ts";

/** The countries of a battle: those chosen with a way out, and a search for more. */
export function SidesPicker(props: {
  sides: readonly string[];
  onChange: (sides: string[]) => void;
}) {
  const { sides, onChange } = props;
  const { battle, pick } = texts.value.stage;
  const known = useMemo(() => listCountries(language.value), [language.value]);
  return (
    <fieldset class="stack sides-picker">
      <legend class="label">{battle.sides}</legend>
      <p class="hint">{battle.sidesHint}</p>
      <ol class="chosen-sides">
        {sides.map((country) => {
          const name = countryName(country, language.value);
          return (
            <li key={country} class="chosen-side">
              <Flag country={country} />
              <span class="label">{name}</span>
              <button
                type="button"
                class="remove-button"
                aria-label={pick.remove(name)}
                onClick={() => onChange(sides.filter((side) => side !== country))}
              >
                ×
              </button>
            </li>
          );
        })}
      </ol>
      {sides.length < SIDES_MIN && <p class="refusal">{pick.few}</p>}
      {sides.length >= SIDES_MAX ? (
        <p class="hint">{pick.full}</p>
      ) : (
        <SearchPick
          label={pick.addSide}
          hint={pick.search}
          items={known.filter(({ id }) => !sides.includes(id))}
          onPick={({ id }) => onChange([...sides, id])}
          draw={({ id, label }) => (
            <>
              <Flag country={id} /> {label}
            </>
          )}
        />
      )}
    </fieldset>
  );
}
