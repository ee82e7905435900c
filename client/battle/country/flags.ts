import { signal } from "@preact/signals";

type Drawings = Readonly<Record<string, string>>;

const drawings = signal<Drawings | undefined>(undefined);
let loading: Promise<void> | undefined;

/**
 * Address of a country's flag for an `<img>` or an `<image>`, 3:2; undefined until the flags are
 * there, and for a country without one. They come together, as a file that only pages with flags load.
 */
export function flagUrl(country: string): string | undefined {
  loading ??= loadFlags();
  const drawing = drawings.value?.[country];
  return drawing === undefined ? undefined : `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}

async function loadFlags(): Promise<void> {
  drawings.value ??= await import("country-flag-icons/string/3x2");
}
