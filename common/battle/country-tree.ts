import { countryAliases } from "./country-aliases.ts";
import { countryNames } from "./country-names.ts";
import { everydayNames, otherPhrases } from "./everyday-words.ts";
import { markedWordsOf, wordsOf } from "./fold-words.ts";

/** What a run of words means. */
export interface CountryName {
  /** Countries that are called so; none for a phrase that only holds a country's name. */
  codes: string[];
  /**
   * How it must be written to count inside a sentence: as `marked` (short names without their
   * marks are other words), not at all (`everyday`), or anyhow.
   */
  marked: string | undefined;
  isEveryday: boolean;
}

/** Names word by word. */
export interface NameNode {
  next: Map<string, NameNode>;
  name: CountryName | undefined;
}

/** Every name of every country in comparable letters, built at the first call. */
export function countryTree(): NameNode {
  tree ??= buildTree();
  return tree;
}

let tree: NameNode | undefined;

function buildTree(): NameNode {
  const root: NameNode = { next: new Map(), name: undefined };
  for (const names of [countryNames, countryAliases]) {
    for (const [code, listed] of Object.entries(names)) {
      for (const spelling of listed.split("|")) addName(root, spelling, code);
    }
  }
  for (const phrase of listOf(otherPhrases, "|")) {
    nodeOf(root, wordsOf(phrase)).name = { codes: [], marked: undefined, isEveryday: false };
  }
  for (const name of listOf(everydayNames, "|")) {
    const known = nodeOf(root, wordsOf(name)).name;
    if (known) known.isEveryday = true;
  }
  return root;
}

/** Entries of a list that is written over several lines. */
export function listOf(lines: readonly string[], divider: string): string[] {
  return lines.flatMap((line) => line.split(divider));
}

function addName(root: NameNode, spelling: string, code: string): void {
  const folded = wordsOf(spelling);
  const node = nodeOf(root, folded);
  const marked = isShort(folded) ? markedWordsOf(spelling).join(" ") : undefined;
  const needed = marked === folded.join(" ") ? undefined : marked;
  if (node.name === undefined) {
    node.name = { codes: [code], marked: needed, isEveryday: false };
    return;
  }
  if (!node.name.codes.includes(code)) node.name.codes.push(code);
  // Written without marks in one language is written without marks.
  if (needed === undefined) node.name.marked = undefined;
}

/** So short, a name without its marks is too easily another word: `Irã`, `Omã`, `Çin`. */
const SHORT_MAX = 4;

function isShort(words: readonly string[]): boolean {
  const [word = "", more] = words;
  return more === undefined && word.length <= SHORT_MAX && /^[a-z]+$/.test(word);
}

function nodeOf(root: NameNode, words: readonly string[]): NameNode {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? { next: new Map(), name: undefined };
    node.next.set(word, next);
    node = next;
  }
  return node;
}
