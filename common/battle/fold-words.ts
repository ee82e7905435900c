/**
 * A text in the letters that names are compared in: compatibility forms plain (𝐓𝐮𝐫𝐤𝐞𝐲, ＴＲ), the
 * marks of Latin, Greek, Cyrillic, Arabic and Hebrew letters gone, letters that people type for one
 * another made one (ى ی → ي, ک → ك, ة ہ → ه, ı → i, ł → l), tatweel and joiners gone. Marks that are
 * vowels (Devanagari) stay. The case stays too: codes are told by it.
 */
export function foldLetters(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text
    .normalize("NFKD")
    .replace(OPTIONAL, "")
    .replace(TWINS, (letter) => TWIN_OF[letter] ?? letter);
}

/** Words of a folded text, in lower case, split at everything that is no letter, number or vowel mark. */
export function wordsOf(text: string): string[] {
  return foldLetters(text).toLowerCase().match(WORDS) ?? [];
}

/** The same words with the marks they were written with; `İ` and `ı` are `i`. */
export function markedWordsOf(text: string): string[] {
  const marked = text.normalize("NFKC").replace(/[İı]/g, "i").toLowerCase().normalize("NFC");
  return marked.match(WORDS) ?? [];
}

const BEYOND_ASCII = /[^ -~]/;

/** A word: letters, numbers and the marks that belong to them; an emoji's selector is none. */
export const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

const OPTIONAL =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u00ad\u200b-\u200f\u2060\ufeff]|\p{Variation_Selector}/gu;

const TWIN_OF: Readonly<Record<string, string>> = {
  ى: "ي",
  ی: "ي",
  ے: "ي",
  ې: "ي",
  ک: "ك",
  ڪ: "ك",
  ة: "ه",
  ہ: "ه",
  ھ: "ه",
  ە: "ه",
  ۃ: "ه",
  ٱ: "ا",
  ı: "i",
  ł: "l",
  Ł: "L",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
};
const TWINS = new RegExp(`[${Object.keys(TWIN_OF).join("")}]`, "g");
