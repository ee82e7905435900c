import { pageTexts } from "#client/framework/language.ts";
import { common as commonEn } from "#client/languages/en/common.ts";
import { refusals as refusalsEn } from "#client/languages/en/refusals.ts";
import { stage as stageEn } from "#client/languages/en/stage.ts";
import { common as commonEs } from "#client/languages/es/common.ts";
import { refusals as refusalsEs } from "#client/languages/es/refusals.ts";
import { stage as stageEs } from "#client/languages/es/stage.ts";

/** The texts of the after-show reports in the language of the page. */
export const texts = pageTexts({
  en: { common: commonEn, refusals: refusalsEn, stage: stageEn },
  es: { common: commonEs, refusals: refusalsEs, stage: stageEs },
});
