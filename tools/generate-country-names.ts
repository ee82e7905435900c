import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countries } from "#common/battle/countries.ts";
import { markedWordsOf, wordsOf } from "#common/battle/fold-words.ts";
import { root } from "./root.ts";

/**
 * Writes common/battle/country-names.ts from the runtime's own list of regions (Unicode CLDR).
 * `node tools/generate-country-names.ts`: run it when a new runtime knows new names.
 */
const LANGUAGES = ["en", "es", "ar", "tr", "ur", "pt", "pt-PT", "fr", "de", "it", "id", "ru", "hi"];

/** Codes whose other name stands in brackets; elsewhere brackets say what it belongs to. */
const BRACKETS_NAME = new Set(["MM", "CI", "TL", "FK"]);

const names = new Map(countries.map((code) => [code, new Set<string>()]));
for (const language of LANGUAGES) {
  for (const style of ["long", "short"] as const) {
    const regions = new Intl.DisplayNames([language], { type: "region", style });
    for (const [code, known] of names) {
      for (const name of spellings(code, regions.of(code) ?? code, language)) known.add(name);
    }
  }
}
await writeFile(join(root, "common/battle/country-names.ts"), fileOf(names));

function spellings(code: string, name: string, language: string): string[] {
  const [outside = "", inside] = name.split(/\s*[(（]([^)）]*)[)）]/);
  const found = [outside, ...(inside && BRACKETS_NAME.has(code) ? [inside] : [])];
  if (language === "ru") found.push(...found.map(accusative));
  return found.map(keyOf).filter((key) => key !== undefined);
}

/** Who is voted for: «за Турцию». */
function accusative(name: string): string {
  return name
    .replace(/ия$/, "ию")
    .replace(/а$/, "у")
    .replace(/([^и])я$/, "$1ю");
}

/** The name in comparable letters; undefined for shorthands that are codes: `US`, `BAE`. */
function keyOf(name: string): string | undefined {
  if (/^[A-Z. ÖİÉ-]{1,7}$/.test(name)) return undefined;
  const folded = wordsOf(name).join(" ");
  return /^[a-z]{1,4}$/.test(folded) ? markedWordsOf(name).join(" ") : folded;
}

function fileOf(keys: ReadonlyMap<string, ReadonlySet<string>>): string {
  const lines = Array.from(keys, ([code, known]) => {
    return `  ${code}: ${JSON.stringify([...known].sort().join("|"))},`;
  });
  return `/**
 * Names of countries by alpha-2 code, in the letters of \`foldLetters\` (the shortest keep their
 * marks), divided by \`|\`. Written by tools/generate-country-names.ts from Unicode's
 * region names in ${LANGUAGES.join(", ")}.
 */
export const countryNames: Readonly<Record<string, string>> = {
${lines.join("\n")}
};
`;
}
