const PREFIX = "grandstand.";
/** What the browser refused to keep (a private window, no room): remembered as long as the page is open. */
const unkept = new Map<string, string>();

/** What this device keeps under a name; null if nothing. */
export function readStored(name: string): string | null {
  try {
    return unkept.get(name) ?? localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a text on this device, past a reload where the browser allows it. */
export function writeStored(name: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + name, text);
    unkept.delete(name);
  } catch {
    unkept.set(name, text);
  }
}

export function removeStored(name: string): void {
  unkept.delete(name);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Forbidden storage holds nothing to remove.
  }
}

/** Every kept name that begins with `prefix`. */
export function listStored(prefix: string): string[] {
  const names = new Set([...unkept.keys()].filter((name) => name.startsWith(prefix)));
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX + prefix)) names.add(name.slice(PREFIX.length));
    }
  } catch {
    // Forbidden storage: `unkept` knows all there is.
  }
  return [...names];
}
