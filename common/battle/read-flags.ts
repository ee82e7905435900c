/** Letters of flags (🇦 to 🇿) and the black flag that England's, Scotland's and Wales' begin with. */
const FLAG_PARTS =
  /[\u{1f1e6}-\u{1f1ff}]+|\u{1f3f4}\u{e0067}\u{e0062}[\u{e0061}-\u{e007a}]{3}\u{e007f}/gu;

/**
 * Alpha-2 codes of the flag emoji in a text, in order: letters of flags pair from the left as they are
 * drawn, a last odd one says nothing. The flags of England, Scotland and Wales are `GB`.
 */
export function readFlags(text: string): string[] {
  const codes: string[] = [];
  for (const [parts] of text.matchAll(FLAG_PARTS)) {
    const letters = Array.from(parts, letterOf);
    if (letters[0] === undefined) codes.push("GB");
    for (let at = 0; at + 1 < letters.length; at += 2) {
      const [first, second] = [letters[at], letters[at + 1]];
      if (first && second) codes.push(first + second);
    }
  }
  return codes;
}

function letterOf(part: string): string | undefined {
  const offset = (part.codePointAt(0) ?? 0) - 0x1f1e6;
  return offset >= 0 && offset < 26 ? String.fromCharCode(65 + offset) : undefined;
}
