/**
 * Other words that a word may be meant as, likeliest first, in comparable letters: numbers at its ends
 * gone, stretched letters (`turkeyyyy`, `egyptt`) as two and as one, and at the head of a name what
 * Arabic writes together with it (`والسعودية`, `لمصر`, `يامصر`).
 */
export function otherSpellings(word: string, isFirst: boolean): string[] {
  const plain = word.replace(NUMBERS_AROUND, "");
  const found = new Set([plain]);
  for (const spelling of unstretched(plain)) found.add(spelling);
  if (isFirst && ARABIC_HEAD.test(plain)) {
    for (const spelling of [...found]) for (const bare of withoutHead(spelling)) found.add(bare);
  }
  found.delete(word);
  found.delete("");
  return [...found];
}

const NUMBERS_AROUND = /^\p{N}+(?=\P{N})|(?<=\P{N})\p{N}+$/gu;

/** Three alike in a row are stretched anywhere, two only at the end. */
const STRETCHED = /(\p{L})\1{2,}|(\p{L})\2$/gu;
const RUNS_MAX = 4;

function unstretched(word: string): string[] {
  const runs = [...word.matchAll(STRETCHED)].slice(0, RUNS_MAX);
  const found: string[] = [];
  // Each run as two letters or as one: bit by bit, all as two first.
  for (let choice = 0; choice < 2 ** runs.length; choice += 1) {
    let spelling = "";
    let from = 0;
    runs.forEach((run, index) => {
      const letter = run[1] ?? run[2] ?? "";
      const times = choice & (1 << index) ? 1 : 2;
      spelling += word.slice(from, run.index) + letter.repeat(times);
      from = run.index + run[0].length;
    });
    found.push(spelling + word.slice(from));
  }
  return found;
}

const ARABIC_HEAD = /^[وفبلكي]\p{Script=Arabic}{3}/u;

/** و ف "and", ب ل ك "in, for, like" (ل swallows the ا of ال), يا "O". */
function withoutHead(word: string): string[] {
  const found: string[] = [];
  for (const bare of [
    word,
    word.slice(2 * Number(word.startsWith("يا"))),
    word.replace(/^[وف]/u, ""),
  ]) {
    if (bare !== word) found.push(bare);
    const inner = bare.replace(/^[بك]/u, "").replace(/^لل/u, "ال").replace(/^ل/u, "");
    if (inner !== bare) found.push(inner);
  }
  return found.filter((bare) => bare.length >= 3);
}
