/** Capitals without vowels, so that no word comes out, and without those taken for another one (I L O Q S V Y). */
const ALPHABET = "BCDFGHJKMNPRTWXZ";
const LENGTH = 4;

/** Draws one of 65,536 lobby codes; `randomBelow` answers a uniform integer from 0 to n − 1. */
export function drawLobbyCode(randomBelow: (n: number) => number): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomBelow(ALPHABET.length))).join(
    "",
  );
}
