import type { Language } from "#client/framework/choose-language.ts";

const names = new Map<Language, Intl.DisplayNames>();

/** A country's name in a language, as the browser knows it; its code where it does not. */
export function countryName(country: string, language: Language): string {
  const known = names.get(language) ?? new Intl.DisplayNames(language, { type: "region" });
  names.set(language, known);
  return known.of(country) ?? country;
}
