/** Capitals and digits without vowels, so that no word comes out, and without those taken for another one. */
const ALPHABET = "BCDFGHJKMNPRTWXZ3479";
const LENGTH = 6;

/** Draws one of 64 million codes; `randomBelow` answers a uniform integer from 0 to n − 1. */
export function drawLinkCode(randomBelow: (n: number) => number): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomBelow(ALPHABET.length))).join(
    "",
  );
}
