import { type CountryName, countryTree, type NameNode } from "./country-tree.ts";
import { foldLetters, markedWordsOf, WORDS } from "./fold-words.ts";
import { readCodes } from "./read-codes.ts";
import { readFlags } from "./read-flags.ts";
import { otherSpellings } from "./spellings.ts";
import { splitHashtags } from "./split-hashtags.ts";

/** The side that a comment names; undefined when it names none, or more than one. */
export type CountryReader = (comment: string) => string | undefined;

/**
 * Reads comments for the sides of one battle (BATTLE-2): names in any offered language anywhere in a
 * sentence, ISO codes (`readCodes`), flag emoji and hashtags. Of names that overlap the longest wins:
 * South Sudan is not Sudan. Countries that are no side are as if not written, so are @mentions and
 * addresses. Names that are persons' too (Jordan, Chad, Georgia) are the country: in a battle where it
 * is a side that is what is meant, but for known phrases ("Michael Jordan"). What is said about a
 * country is not weighed: "not Turkey" names Turkey.
 *
 * @param sides alpha-2 codes in capitals
 */
export function createCountryReader(sides: readonly string[]): CountryReader {
  const tree = countryTree();
  const isSide = new Set(sides);

  return (comment) => {
    const named = new Set(HAS_FLAG.test(comment) ? readFlags(comment).filter(isSideCode) : []);
    const text = splitHashtags(withoutAddresses(foldLetters(comment)));
    const words: string[] = text.match(WORDS) ?? [];
    for (const code of readNames(words, comment)) named.add(code);
    for (const code of readCodes(words, !SMALL_LETTER.test(text))) {
      if (isSideCode(code)) named.add(code);
    }
    const [side, another] = named;
    return another === undefined ? side : undefined;
  };

  function isSideCode(code: string): boolean {
    return isSide.has(code);
  }

  function readNames(words: readonly string[], comment: string): string[] {
    const folded = words.map((word) => word.toLowerCase());
    const found: string[] = [];
    let at = 0;
    while (at < folded.length) {
      const match = longestName(tree, folded, at, at);
      if (match === undefined) {
        at += 1;
        continue;
      }
      const isWhole = at === 0 && match.end === folded.length;
      if (isWhole || countsInside(match.name, comment)) {
        const called = match.name.codes.filter(isSideCode);
        // Two sides of one name: it says neither.
        if (called.length === 1) found.push(...called);
      }
      at = match.end;
    }
    return found;
  }
}

const HAS_FLAG = /[\u{1f1e6}-\u{1f1ff}\u{1f3f4}]/u;
const SMALL_LETTER = /[\p{Ll}\p{Lo}\p{Lm}]/u;

/** Comments without these signs, nearly all, skip the search for addresses. */
const MAY_HOLD_ADDRESS = /[@./]/;
const ADDRESSES =
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]*@[\p{L}\p{N}\p{M}_.]+|(?:https?:\/\/|www\.)\S+|(?<![\w.-])[\w.-]+\.(?:com|net|org|io|tv|gg|ly|app|live|link|shop|xyz|info|biz|me|co)(?:\.[a-z]{2})?(?![\w-])(?:\/\S*)?/giu;

function withoutAddresses(text: string): string {
  return MAY_HOLD_ADDRESS.test(text) ? text.replace(ADDRESSES, " ") : text;
}

function countsInside({ isEveryday, marked }: CountryName, comment: string): boolean {
  if (isEveryday) return false;
  return marked === undefined || markedWordsOf(comment).includes(marked);
}

/** The longest name that begins at `start`, as it is spelt or as it may be meant. */
function longestName(
  node: NameNode,
  words: readonly string[],
  start: number,
  at: number,
): { name: CountryName; end: number } | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const exact = node.next.get(word);
  const children = exact ? [exact] : [];
  if (exact === undefined && MAY_BE_OTHER.test(word)) {
    for (const spelling of otherSpellings(word, at === start)) {
      const child = node.next.get(spelling);
      if (child) children.push(child);
    }
  }
  for (const child of children) {
    const longer = longestName(child, words, start, at + 1);
    if (longer) return longer;
    if (child.name) return { name: child.name, end: at + 1 };
  }
  return undefined;
}

/** Numbers at an end, letters stretched, or an Arabic head. */
const MAY_BE_OTHER = /^\p{N}|\p{N}$|(\p{L})\1\1|(\p{L})\2$|^[وفبلكي]/u;
