import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { chooseLanguage, type Language } from "./choose-language.ts";
import { readStored, writeStored } from "./stored.ts";

const STORED_AS = "language";

/** The language of this page: `?lang=`, else the one chosen earlier, else the browser's, else English. */
export const language = signal<Language>(
  chooseLanguage([
    new URLSearchParams(location.search).get("lang"),
    readStored(STORED_AS),
    ...navigator.languages,
  ]),
);
language.subscribe((chosen) => {
  document.documentElement.lang = chosen;
});

/** Changes the language of this page at once and remembers it on this device. */
export function setLanguage(chosen: Language): void {
  writeStored(STORED_AS, chosen);
  language.value = chosen;
  const address = new URL(location.href);
  if (!address.searchParams.has("lang")) return;
  // A reload must not bring back the language of the address.
  address.searchParams.set("lang", chosen);
  history.replaceState(null, "", address);
}

/** A page's texts in the language of the page; a page names only the sections it needs, so only they are loaded. */
export function pageTexts<Texts>(
  dictionaries: Readonly<Record<Language, Texts>>,
): ReadonlySignal<Texts> {
  return computed(() => dictionaries[language.value]);
}
