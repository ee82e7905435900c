import type { Language } from "./choose-language.ts";
import { LANGUAGE_STORED_AS, language } from "./language.ts";
import { writeStored } from "./stored.ts";

/** Changes the language of this page at once and remembers it on this device. */
export function setLanguage(chosen: Language): void {
  writeStored(LANGUAGE_STORED_AS, chosen);
  language.value = chosen;
  const address = new URL(location.href);
  if (!address.searchParams.has("lang")) return;
  // A reload must not bring back the language of the address.
  address.searchParams.set("lang", chosen);
  history.replaceState(null, "", address);
}
