import type { Language } from "#client/framework/choose-language.ts";
import { formatDividend } from "#client/framework/format-odds.ts";
import { describeSelection } from "#client/race/selection.ts";
import type { StatementBetWire, StatementEntryWire } from "#common/wallet/statement-schemas.ts";
import type { StatementTexts } from "./statement-texts.ts";

/**
 * A movement in words: "Bet on #4 Solana, race 17, win, paid 3.40". One line for each bet that it is
 * about, else one line; at least one.
 */
export function explainEntry(
  entry: StatementEntryWire,
  texts: StatementTexts & { language: Language },
): [string, ...string[]] {
  const { statement, words } = texts;
  const race = entry.raceNumber === null ? [] : [statement.race(entry.raceNumber)];
  const [first, ...others] = entry.bets.map((bet) =>
    [
      statement.bet(nameSelection(bet, texts)),
      ...race,
      (words.markets[bet.market] ?? bet.market).toLowerCase(),
      ...endOf(entry, bet, texts),
    ].join(", "),
  );
  if (first !== undefined) return [first, ...others];
  return [[...subjectOf(entry, texts), ...race].join(", ")];
}

function nameSelection(
  { market, selection, runners }: StatementBetWire,
  { statement }: StatementTexts,
): string {
  const [number, ...more] = selection;
  if (number === undefined || more.length > 0) return describeSelection(market, selection);
  return statement.runner(number, runners[0] ?? "");
}

/** What became of a bet, as far as this movement says it. */
function endOf(
  { kind, lockedAmount }: StatementEntryWire,
  bet: StatementBetWire,
  { statement: { ends, paid }, language }: StatementTexts & { language: Language },
): string[] {
  if (kind === "bet_placed") return [];
  if (kind === "bet_cancelled") return [ends.cancelled];
  if (kind === "bet_scratched") return [ends.scratched];
  if (kind === "race_refunded") return [lockedAmount === "0" ? ends.feeBack : ends.refunded];
  if (bet.status === "won") return [paid(formatDividend(bet.perUnit ?? "", language))];
  return [bet.status === "refunded" ? ends.refunded : ends.lost];
}

/** What a movement without bets is about. */
function subjectOf(entry: StatementEntryWire, { statement, words }: StatementTexts): string[] {
  const { kind, cast, otherPlayer: name } = entry;
  if (cast !== null) {
    const power = words.powers[cast.power] ?? cast.power;
    const line = statement.power(power, statement.runner(cast.target, cast.runner));
    const isEnd = kind === "power_captured" || kind === "power_released";
    return isEnd ? [line, statement.powerEnds[kind]] : [line];
  }
  const isGain = !entry.amount.startsWith("-");
  if (name !== null && kind === "favor_lent") {
    return [isGain ? statement.borrowedFrom(name) : statement.lentTo(name)];
  }
  if (name !== null && kind === "favor_repaid") {
    return [isGain ? statement.repaidBy(name) : statement.repaidTo(name)];
  }
  return [statement.kinds[kind]];
}
