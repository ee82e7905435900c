import { pageTexts } from "#client/framework/language.ts";
import { raceWords as raceWordsEn } from "#client/languages/en/race-words.ts";
import { statement as statementEn } from "#client/languages/en/statement.ts";
import { raceWords as raceWordsEs } from "#client/languages/es/race-words.ts";
import { statement as statementEs } from "#client/languages/es/statement.ts";

/** What a statement is written with. */
export interface StatementTexts {
  statement: typeof statementEn;
  words: Pick<typeof raceWordsEn, "markets" | "powers">;
}

/** The words of the statement in the language of the page; they come with the wallet. */
export const statementTexts = pageTexts<StatementTexts>({
  en: { statement: statementEn, words: raceWordsEn },
  es: { statement: statementEs, words: raceWordsEs },
});
