import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { display as displayEn } from "#client/languages/en/display.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { display as displayEs } from "#client/languages/es/display.ts";

/** The display's texts in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, display: displayEn },
  es: { common: commonEs, display: displayEs },
});

/** Words of the board beside the track, in every language at once. */
export const ledWords: readonly string[] = [...displayEn.ledWords, ...displayEs.ledWords.slice(1)];
