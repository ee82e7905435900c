import { countryName } from "#client/battle/country/country-name.ts";
import type { Language } from "#client/framework/choose-language.ts";
import { countries } from "#common/battle/countries.ts";
import type { Pickable } from "./find-pickables.ts";

/** Every country that can fight, by its name in a language, in that language's order. */
export function listCountries(language: Language): Pickable[] {
  const { compare } = new Intl.Collator(language);
  return countries
    .map((id) => ({ id, label: countryName(id, language) }))
    .sort((one, other) => compare(one.label, other.label));
}
