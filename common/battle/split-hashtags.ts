import { glued, isPlainCode } from "./read-codes.ts";

/**
 * Takes the words of hashtags apart: `#TeamTurkey` by its capitals, `#goturkey` and `#turkeywins` by
 * the cheer that is glued to them; a code by itself (`#tr`) is written in capitals, since a hashtag is
 * never a mere word.
 */
export function splitHashtags(text: string): string {
  return text.includes("#") ? text.replace(HASHTAGS, (_, tag: string) => ` ${split(tag)} `) : text;
}

const HASHTAGS = /#([\p{L}\p{N}\p{M}_]+)/gu;
const HUMP = /(?<=\p{Ll})(?=\p{Lu})/gu;

function split(tag: string): string {
  if (isPlainCode(tag)) return tag.toUpperCase();
  const humps = tag.replaceAll("_", " ").replace(HUMP, " ");
  if (humps !== tag) return humps;
  const word = tag.toLowerCase();
  for (const cheer of glued.before) {
    if (word.length > cheer.length + 2 && word.startsWith(cheer)) {
      return `${tag} ${tag.slice(0, cheer.length)} ${tag.slice(cheer.length)}`;
    }
  }
  for (const cheer of glued.after) {
    if (word.length > cheer.length + 2 && word.endsWith(cheer)) {
      return `${tag} ${tag.slice(0, -cheer.length)} ${tag.slice(-cheer.length)}`;
    }
  }
  return tag;
}
