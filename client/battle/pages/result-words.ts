import { countryName } from "#client/battle/country/country-name.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatMoment } from "#client/framework/format-moment.ts";
import { language } from "#client/framework/language.ts";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { texts } from "./texts.ts";

/** What a battle is called: its title, or its number. */
export function battleTitle({ title, number }: BattleSummaryWire): string {
  const { battles } = texts.value;
  return title === "" ? `${battles.untitled} ${number}` : title;
}

/** How it ended, in a few words; empty while it is on. */
export function resultWords({ phase, winner, isTie }: BattleSummaryWire): string {
  const { battles } = texts.value;
  if (phase === "dropped") return battles.dropped;
  if (isTie) return battles.tie;
  return winner === null ? "" : battles.wins(countryName(winner, language.value));
}

/** The whole result as one sentence, for who does not see its picture. */
export function resultSentence(battle: BattleSummaryWire): string {
  const { battles } = texts.value;
  const scores = battle.standings.map(
    ({ country, points }) =>
      `${countryName(country, language.value)} ${battles.points(formatCount(points))}`,
  );
  const result = [resultWords(battle), ...scores].filter((words) => words !== "").join(", ");
  return battles.picture(battleTitle(battle), formatMoment(battle.startedAt), result);
}
