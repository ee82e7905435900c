/** What a viewer's comment asks of their handle (LIVE INPUT-4). */
export type LinkComment = { kind: "link"; code: string } | { kind: "unlink" };

const LINK = /^[\s#]*link[\s#:]+([a-z0-9](?:[\s#-]*[a-z0-9]){5})[\s.!]*$/i;
const UNLINK = /^[\s#]*unlink[\s.!]*$/i;

/**
 * Reads `link CODE` and `unlink`: in any case, with blanks and `#` where people put them. The code
 * comes out as six capitals and digits, right or wrong; any other comment is `undefined`.
 */
export function readLinkComment(text: string): LinkComment | undefined {
  const comment = text.normalize("NFKC");
  const code = LINK.exec(comment)?.[1];
  if (code !== undefined) return { kind: "link", code: code.replace(/[\s#-]/g, "").toUpperCase() };
  return UNLINK.test(comment) ? { kind: "unlink" } : undefined;
}
