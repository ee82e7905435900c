/** Writes a text only where it has changed, so that nothing is laid out again for nothing. */
export function writeText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
