import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { join as joinEn } from "#client/languages/en/join.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { join as joinEs } from "#client/languages/es/join.ts";

/** The texts of the first paint; the rest (`texts`) comes with the room's pages. */
export const joinTexts = pageTexts({
  en: { common: commonEn, join: joinEn },
  es: { common: commonEs, join: joinEs },
});
