/**
 * Puts the text of a field on the clipboard. Plain HTTP has none: then the text is selected and the
 * browser asked in the old way. Whether it is copied; if not, it is selected and one key press away.
 */
export async function copyText(field: HTMLInputElement): Promise<boolean> {
  if (isSecureContext) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Not allowed on this page: selecting needs no permission.
    }
  }
  field.focus();
  field.select();
  return document.execCommand("copy");
}
