import { pageTexts } from "#client/framework/language.ts";
import { battles as battlesEn } from "#client/languages/en/battles.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { refusals as refusalsEn } from "#client/languages/en/refusals.ts";
import { battles as battlesEs } from "#client/languages/es/battles.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { refusals as refusalsEs } from "#client/languages/es/refusals.ts";

/** The texts of the pages about battles in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, refusals: refusalsEn, battles: battlesEn },
  es: { common: commonEs, refusals: refusalsEs, battles: battlesEs },
});
