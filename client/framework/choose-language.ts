/** Every language there is a dictionary for; the first is the default. */
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];

/** The first wish that we speak, by its primary subtag (`es-MX` is `es`); the default if none is. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split("-")[0];
    const spoken = languages.find((language) => language === primary);
    if (spoken !== undefined) return spoken;
  }
  return languages[0];
}
