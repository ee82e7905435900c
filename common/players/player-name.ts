import { charactersOf, cleanLine } from "#common/framework/clean-line.ts";

const VISIBLE_MIN = 2;
const LENGTH_MAX = 20;

/**
 * A player's name as everyone will see it: a clean line (`cleanLine`), `undefined` if too little or
 * too much of it is left. Length is 2 visible to 20 characters as a reader counts them.
 */
export function normalisePlayerName(raw: string): string | undefined {
  const name = cleanLine(raw);
  const characters = charactersOf(name);
  const visibleCount = characters.filter((character) => VISIBLE.test(character)).length;
  return visibleCount >= VISIBLE_MIN && characters.length <= LENGTH_MAX ? name : undefined;
}

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
