import { foldLetters } from "#common/battle/fold-words.ts";

/** Something to pick. `words` are what it is found by, beside its label. */
export interface Pickable {
  id: string;
  label: string;
  words?: string;
}

/** Finds by the beginning of a word, case and marks left out; a whole id first, else in the order given. */
export function findPickables<Item extends Pickable>(
  items: readonly Item[],
  typed: string,
): Item[] {
  const wanted = fold(typed);
  if (wanted === "") return [];
  const found = items.filter(({ id, label, words = "" }) =>
    ` ${fold(`${label} ${words} ${id}`)}`.includes(` ${wanted}`),
  );
  const exact = found.filter(({ id }) => fold(id) === wanted);
  return [...exact, ...found.filter((item) => !exact.includes(item))];
}

function fold(text: string): string {
  return foldLetters(text).toLowerCase().trim();
}
