import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { handles as handlesEn } from "#client/languages/en/handles.ts";
import { refusals as refusalsEn } from "#client/languages/en/refusals.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { handles as handlesEs } from "#client/languages/es/handles.ts";
import { refusals as refusalsEs } from "#client/languages/es/refusals.ts";

/** What is said about coins and handles, in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, refusals: refusalsEn, handles: handlesEn },
  es: { common: commonEs, refusals: refusalsEs, handles: handlesEs },
});
