import { pageTexts } from "#client/framework/language.ts";
import { battle as battleEn } from "#client/languages/en/battle.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { battle as battleEs } from "#client/languages/es/battle.ts";
import { common as commonEs } from "#client/languages/es/common.ts";

/** The scene's texts in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, battle: battleEn },
  es: { common: commonEs, battle: battleEs },
});

/** Words that stand in both languages beside each other, whatever the page speaks. */
export const bothLanguages = [battleEn, battleEs] as const;
