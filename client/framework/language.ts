import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { chooseLanguage, type Language } from "./choose-language.ts";
import { readStored } from "./stored.ts";

/** Name under which the choice is kept on this device. */
export const LANGUAGE_STORED_AS = "language";

/** The language of this page: `?lang=`, else the one chosen earlier, else the browser's, else English. */
export const language = signal<Language>(
  chooseLanguage([
    new URLSearchParams(location.search).get("lang"),
    readStored(LANGUAGE_STORED_AS),
    ...navigator.languages,
  ]),
);
language.subscribe((chosen) => {
  document.documentElement.lang = chosen;
});

/** A page's texts in the language of the page; a page names only the sections it needs, so only they are loaded. */
export function pageTexts<Texts>(
  dictionaries: Readonly<Record<Language, Texts>>,
): ReadonlySignal<Texts> {
  return computed(() => dictionaries[language.value]);
}
