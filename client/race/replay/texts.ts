import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { raceWords as raceWordsEn } from "#client/languages/en/race-words.ts";
import { replay as replayEn } from "#client/languages/en/replay.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { raceWords as raceWordsEs } from "#client/languages/es/race-words.ts";
import { replay as replayEs } from "#client/languages/es/replay.ts";

/** The texts of a replay in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, words: raceWordsEn, replay: replayEn },
  es: { common: commonEs, words: raceWordsEs, replay: replayEs },
});
