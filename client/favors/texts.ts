import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { favors as favorsEn } from "#client/languages/en/favors.ts";
import { refusals as refusalsEn } from "#client/languages/en/refusals.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { favors as favorsEs } from "#client/languages/es/favors.ts";
import { refusals as refusalsEs } from "#client/languages/es/refusals.ts";

/** What is said about favors, in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, refusals: refusalsEn, favors: favorsEn },
  es: { common: commonEs, refusals: refusalsEs, favors: favorsEs },
});
