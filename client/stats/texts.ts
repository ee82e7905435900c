import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { raceWords as raceWordsEn } from "#client/languages/en/race-words.ts";
import { refusals as refusalsEn } from "#client/languages/en/refusals.ts";
import { stats as statsEn } from "#client/languages/en/stats.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { raceWords as raceWordsEs } from "#client/languages/es/race-words.ts";
import { refusals as refusalsEs } from "#client/languages/es/refusals.ts";
import { stats as statsEs } from "#client/languages/es/stats.ts";

/** The texts of the pages of statistics in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, refusals: refusalsEn, words: raceWordsEn, stats: statsEn },
  es: { common: commonEs, refusals: refusalsEs, words: raceWordsEs, stats: statsEs },
});
