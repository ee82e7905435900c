import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { host as hostEn } from "#client/languages/en/host.ts";
import { raceWords as raceWordsEn } from "#client/languages/en/race-words.ts";
import { refusals as refusalsEn } from "#client/languages/en/refusals.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { host as hostEs } from "#client/languages/es/host.ts";
import { raceWords as raceWordsEs } from "#client/languages/es/race-words.ts";
import { refusals as refusalsEs } from "#client/languages/es/refusals.ts";

/** The console's texts in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, words: raceWordsEn, refusals: refusalsEn, host: hostEn },
  es: { common: commonEs, words: raceWordsEs, refusals: refusalsEs, host: hostEs },
});
