import {
  DataSet,
  englishDataset,
  englishRecommendedTransformers,
  parseRawPattern,
  RegExpMatcher,
} from "obscenity";

/** Keeps words off the screen that nobody wants there (LIVE INPUT-3). */
export interface WordFilter {
  /** The name, or `viewer 4821` (the same number for the same viewer) when it says something blocked. */
  mask(name: string, viewerId: string): string;
  isClean(text: string): boolean;
}

/** Of a list that means English: words and names of elsewhere that begin alike, or mean a colour. */
const WHOLE_WORDS_ONLY = ["anal", "cum"];
const NOT_BLOCKED = ["negro"];
const HARMLESS = ["ashita", "fagiol", "fukuo", "fukush", "mishit", "mushit", "shittu", "slutsky"];

const NAMES_KEPT = 10_000;
/** Shorter blocked words count only as a whole word: as a part they are in half the language. */
const PART_LETTERS_MIN = 4;

/**
 * Judges a text by a folded form (compatibility forms, case, marks, unseen characters, look-alikes,
 * digits for letters, letters s p a c e d), against English swear words and `blockedWords` of any
 * language. A blocked word of four letters or more is found inside others too.
 */
export function createWordFilter(blockedWords: readonly string[]): WordFilter {
  const blocked = blockedWords.map(fold).filter((word) => word !== "");
  const parts = blocked.filter((word) => isPart(word));
  const words = new Set(blocked.filter((word) => !isPart(word)));
  const matcher = new RegExpMatcher({
    ...dataset(blocked).build(),
    ...englishRecommendedTransformers,
  });
  const known = new Map<string, boolean>();

  function isFormClean(form: string): boolean {
    if (parts.some((part) => form.includes(part))) return false;
    if (words.size > 0 && form.split(SEPARATORS).some((word) => words.has(word))) return false;
    return !matcher.hasMatch(form);
  }

  function isClean(text: string): boolean {
    const folded = fold(text);
    const joined = folded.replaceAll(SPACED, (run) => run.replaceAll(SEPARATORS, ""));
    return isFormClean(folded) && (joined === folded || isFormClean(joined));
  }

  return {
    isClean,
    mask(name, viewerId) {
      let isFit = known.get(name);
      if (isFit === undefined) {
        isFit = isClean(name);
        if (known.size >= NAMES_KEPT) known.clear();
        known.set(name, isFit);
      }
      return isFit ? name : `viewer ${numberOf(viewerId)}`;
    },
  };
}

const UNSEEN = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const SEPARATORS = /[^\p{L}\p{N}]+/gu;
/** Three or more single letters with something between them. */
const SPACED = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][^\p{L}\p{N}]+){2,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;

function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(UNSEEN, "").toLowerCase().trim();
}

function isPart(word: string): boolean {
  return word.length >= PART_LETTERS_MIN;
}

function dataset(blocked: readonly string[]) {
  const set = new DataSet<{ originalWord: string }>().addAll(englishDataset);
  set.removePhrasesIf(({ metadata }) =>
    [...WHOLE_WORDS_ONLY, ...NOT_BLOCKED].includes(metadata?.originalWord ?? ""),
  );
  for (const word of WHOLE_WORDS_ONLY) addWord(set, word, `|${word}|`);
  for (const word of blocked) {
    // The look-alikes it knows are those of Latin letters.
    if (!/^[a-z]+$/.test(word)) continue;
    const pattern = collapse(word);
    addWord(set, word, isPart(word) ? pattern : `|${pattern}|`);
  }
  return set.addPhrase((phrase) => {
    for (const term of HARMLESS) phrase.addWhitelistedTerm(term);
    return phrase.setMetadata({ originalWord: "harmless" });
  });
}

function addWord(set: DataSet<{ originalWord: string }>, word: string, pattern: string): void {
  set.addPhrase((phrase) =>
    phrase.setMetadata({ originalWord: word }).addPattern(parseRawPattern(pattern)),
  );
}

/** The matcher reads a repeated letter once, but for these it reads two. */
function collapse(word: string): string {
  return word.replaceAll(/(.)\1+/g, (run, letter: string) =>
    "beolsg".includes(letter) ? run.slice(0, 2) : letter,
  );
}

function numberOf(viewerId: string): string {
  let sum = 0;
  for (const letter of viewerId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_000;
  return String(1_000 + sum);
}
