import type { BattleView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { texts } from "#client/battle/display/texts.ts";
import { language } from "#client/framework/language.ts";
import { useBattle } from "./use-battle.ts";

/** Tells a screen reader who leads, at most once in three seconds, and how it ended. */
export function SpokenLine() {
  const { feed, news } = useBattle();
  return (
    <p class="visually-hidden" aria-live="polite">
      {sayNews(feed.view.value, news.calledLeader.value)}
    </p>
  );
}

function sayNews(view: BattleView | undefined, calledLeader: string): string {
  if (view === undefined) return "";
  const { battle } = texts.value;
  const nameOf = (country: string) => countryName(country, language.value);
  if (view.phase !== "finished")
    return calledLeader === "" ? "" : battle.leads(nameOf(calledLeader));
  const top = Math.max(0, ...view.sides.map(({ score }) => score));
  if (!view.isTie) return battle.wins(nameOf(view.winner), formatPoints(top, language.value));
  const tied = view.sides
    .filter(({ score }) => score === top)
    .map(({ country }) => nameOf(country));
  return battle.tieSpoken(tied.join(", "));
}
