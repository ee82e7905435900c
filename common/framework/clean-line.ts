/** Enough for every script's stacked marks, too few to run out of the line. */
const MARKS_MAX = 3;

/**
 * A stranger's text as one line that shows what it says: NFC; control, zero-width, bidi, unassigned
 * and private characters and lone surrogates go (so joined emoji come apart); every run of blanks is
 * one space, none at the ends; a letter keeps three combining marks. May be empty.
 */
export function cleanLine(raw: string): string {
  return cleanedOf(raw, UNSEEN, "");
}

/** The same, but the flags of England, Scotland and Wales, which are spelt unseen, stay whole. */
export function cleanLineWithFlags(raw: string): string {
  return cleanedOf(raw, FLAG_OR_UNSEEN, "$1");
}

/** The first `max` characters as a reader counts them (grapheme clusters), whole. */
export function firstCharacters(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  let count = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    if (count === max || segment.length > CHARACTER_UNITS_MAX) break;
    end = index + segment.length;
    count += 1;
  }
  return text.slice(0, end);
}

/** Characters of a text as a reader counts them. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Longer than any character of a language; only a made one, letters heaped on letters, is longer. */
const CHARACTER_UNITS_MAX = 16;

/** Spaces and line breaks of every kind, and the characters that look like one. */
const BLANKS = /(?:[^\S\ufeff]|[\u2800\u3164\u115f\u1160\uffa0])+/gu;

/** Everything a screen does not show, but for the selector that gives an emoji its colours. */
const UNSEEN =
  /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A black flag, then `gbeng`, `gbsct` or `gbwls` and an end in unseen letters. */
const TAGGED_FLAG =
  "\\u{1f3f4}\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}";
const FLAG_OR_UNSEEN = new RegExp(`(${TAGGED_FLAG})|${UNSEEN.source}`, "gu");

const STACKED_MARKS = new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, "gu");

/** Words of printable ASCII with one space between: clean as they are, and what most handles are. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

function cleanedOf(raw: string, unseen: RegExp, kept: string): string {
  if (PLAIN.test(raw)) return raw;
  return (
    raw
      .normalize("NFC")
      .replace(BLANKS, " ")
      .replace(unseen, kept)
      .replace(STACKED_MARKS, "$1")
      .replace(/ +/g, " ")
      .trim()
      // What was taken out may have stood between a letter and its mark.
      .normalize("NFC")
  );
}
