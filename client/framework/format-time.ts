import type { Language } from "./choose-language.ts";

/** Time left as `m:ss`, whole seconds rounded up, so that `0:00` means over; never negative. */
export function formatTimeLeft(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A runner's time as `s.mmm` with the language's decimal sign; exact to the millisecond. */
export function formatRaceTime(timeMs: number, language: Language): string {
  return (timeMs / 1_000).toLocaleString(language, {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  });
}
