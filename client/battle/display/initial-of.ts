/** First letter of a name as a reader counts it, in capitals; a name of signs alone gives its first sign. */
export function initialOf(name: string): string {
  const letter = /\p{L}\p{M}*|\p{N}/u.exec(name)?.[0];
  return (letter ?? /./u.exec(name)?.[0] ?? "?").toUpperCase();
}
