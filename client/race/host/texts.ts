import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { host as hostEn } from "#client/languages/en/host.ts";
import { refusals as refusalsEn } from "#client/languages/en/refusals.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { host as hostEs } from "#client/languages/es/host.ts";
import { refusals as refusalsEs } from "#client/languages/es/refusals.ts";

/** The console's texts in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, refusals: refusalsEn, host: hostEn },
  es: { common: commonEs, refusals: refusalsEs, host: hostEs },
});
