const VISIBLE_MIN = 2;
const LENGTH_MAX = 20;
/** Enough for every script's stacked marks, too few to run out of the line. */
const MARKS_MAX = 3;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * A player's name as everyone will see it, `undefined` if too little or too much of it is left.
 * NFC; control, zero-width, bidi, unassigned and private characters and lone surrogates go (so
 * joined emoji come apart); every run of blanks is one space; a letter keeps three combining marks.
 * Length is 2 visible to 20 characters as a reader counts them (grapheme clusters).
 */
export function normalisePlayerName(raw: string): string | undefined {
  const name = raw
    .normalize("NFC")
    .replace(BLANKS, " ")
    .replace(UNSEEN, "")
    .replace(STACKED_MARKS, "$1")
    .replace(/ +/g, " ")
    .trim()
    // What was taken out may have stood between a letter and its mark.
    .normalize("NFC");
  const characters = Array.from(graphemes.segment(name), ({ segment }) => segment);
  const visibleCount = characters.filter((character) => VISIBLE.test(character)).length;
  return visibleCount >= VISIBLE_MIN && characters.length <= LENGTH_MAX ? name : undefined;
}

/** Spaces and line breaks of every kind, and the characters that look like one. */
const BLANKS = /(?:[^\S\ufeff]|[\u2800\u3164\u115f\u1160\uffa0])+/gu;

/** Everything a screen does not show, but for the selector that gives an emoji its colours. */
const UNSEEN =
  /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const STACKED_MARKS = new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, "gu");

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
