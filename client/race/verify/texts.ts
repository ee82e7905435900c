import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { raceWords as raceWordsEn } from "#client/languages/en/race-words.ts";
import { verify as verifyEn } from "#client/languages/en/verify.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { raceWords as raceWordsEs } from "#client/languages/es/race-words.ts";
import { verify as verifyEs } from "#client/languages/es/verify.ts";

/** The texts of the page that checks a race, in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, words: raceWordsEn, verify: verifyEn },
  es: { common: commonEs, words: raceWordsEs, verify: verifyEs },
});
