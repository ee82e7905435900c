import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { display as displayEn } from "#client/languages/en/display.ts";
import { raceWords as raceWordsEn } from "#client/languages/en/race-words.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { display as displayEs } from "#client/languages/es/display.ts";
import { raceWords as raceWordsEs } from "#client/languages/es/race-words.ts";

/** The display's texts in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, words: raceWordsEn, display: displayEn },
  es: { common: commonEs, words: raceWordsEs, display: displayEs },
});

/** Words of the board beside the track, in every language at once. */
export const ledWords: readonly string[] = [...displayEn.ledWords, ...displayEs.ledWords.slice(1)];
