/** TikTok's own limits. */
const HANDLE = /^[\p{L}\p{M}\p{N}_.]{2,24}$/u;

/**
 * A handle as a person writes it, without its `@` and what a paste brought along (blanks around it,
 * invisible characters); `undefined` if it is none: 2 to 24 letters, digits, underscores and dots.
 */
export function normaliseHandle(raw: string): string | undefined {
  const handle = bare(raw);
  return HANDLE.test(handle) ? handle : undefined;
}

/** What the spellings of one handle have in common: handles are compared without regard to case. */
export function foldHandle(handle: string): string {
  return bare(handle).toLowerCase();
}

function bare(handle: string): string {
  return handle
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .replace(/^@/, "");
}
