import type { Language } from "#client/framework/choose-language.ts";

/** A running race's time as `m:ss.t`, tenths cut off, with the language's decimal sign; never negative. */
export function formatRaceClock(timeMs: number, language: Language): string {
  const tenths = Math.max(0, Math.floor(timeMs / 100));
  const seconds = ((tenths % 600) / 10).toLocaleString(language, {
    minimumIntegerDigits: 2,
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${Math.floor(tenths / 600)}:${seconds}`;
}
