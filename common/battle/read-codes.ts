import { countryByCode } from "./countries.ts";
import { listOf } from "./country-tree.ts";
import { cheersAfter, cheersBefore, everydayCodes, smallTalkCodes } from "./everyday-words.ts";
import { wordsOf } from "./fold-words.ts";

const everyday = new Set(listOf(everydayCodes, " "));
const smallTalk = new Set(listOf(smallTalkCodes, " "));
const before = new Set(listOf(cheersBefore, " ").flatMap(wordsOf));
const after = new Set(listOf(cheersAfter, " ").flatMap(wordsOf));

/**
 * Alpha-2 codes of the countries that a comment's words name by ISO code. A code counts
 * - in any case when the comment is nothing but it (repeated or numbered too), though everyday words
 *   only once, and everyday words of three letters and greetings (Turkish "sa") only in capitals;
 * - in capitals in a comment that is not all capitals, and in any case after "go", before "wins" and
 *   the like, though everyday words ("NO", "it IS") only where both are so.
 */
export function readCodes(words: readonly string[], isShouted: boolean): string[] {
  const alone = codeAlone(words);
  if (alone !== undefined) return [alone];
  const codes: string[] = [];
  words.forEach((word, index) => {
    const capitals = word.toUpperCase();
    const code = CAPITALS.test(capitals) ? countryByCode.get(capitals) : undefined;
    if (code === undefined) return;
    const isMeant = word === capitals && !isShouted;
    const isCheered =
      before.has(words[index - 1]?.toLowerCase() ?? "") ||
      after.has(words[index + 1]?.toLowerCase() ?? "");
    if (everyday.has(capitals) ? isMeant && isCheered : isMeant || isCheered) codes.push(code);
  });
  return codes;
}

/** Whether a word is a code that is no everyday word, in whatever case. */
export function isPlainCode(word: string): boolean {
  const capitals = word.toUpperCase();
  return CAPITALS.test(capitals) && countryByCode.has(capitals) && !everyday.has(capitals);
}

/** Words that glue to names in hashtags. */
export const glued = { before, after };

const CAPITALS = /^[A-Z]{2,3}$/;
const NUMBER = /^\p{N}+$/u;

function codeAlone(words: readonly string[]): string | undefined {
  const [first, ...others] =
    words.length === 1 ? words : words.filter((word) => !NUMBER.test(word));
  const capitals = first?.toUpperCase() ?? "";
  const code = CAPITALS.test(capitals) ? countryByCode.get(capitals) : undefined;
  if (code === undefined) return undefined;
  if (everyday.has(capitals)) {
    const isTalk = capitals.length > 2 || smallTalk.has(capitals);
    if (words.length > 1 || (isTalk && first !== capitals)) return undefined;
  }
  return others.every((word) => word.toUpperCase() === capitals) ? code : undefined;
}
