import { signal } from "@preact/signals";
import { readStored, writeStored } from "./stored.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const STORED_AS = "theme";
const stored = readStored(STORED_AS);

/** Colours of this page: as the device prefers, or as the person chose here. */
export const theme = signal<Theme>(themes.find((known) => known === stored) ?? "system");
theme.subscribe((chosen) => {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
});

/** Changes the colours at once and remembers them on this device. */
export function setTheme(chosen: Theme): void {
  writeStored(STORED_AS, chosen);
  theme.value = chosen;
}
