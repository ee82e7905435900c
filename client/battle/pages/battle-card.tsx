import { formatCount } from "#client/framework/format-count.ts";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { ResultPicture } from "./result-picture.tsx";
import { battleTitle } from "./result-words.ts";
import { texts } from "./texts.ts";

/** One battle of the history: its picture, which is also the way to it. */
export function BattleCard({ battle }: { battle: BattleSummaryWire }) {
  const { battles } = texts.value;
  return (
    <li class="battle-card">
      <a href={`/battles/${battle.id}`}>
        <ResultPicture battle={battle} />
        <span class="battle-card-foot">
          <span class="label">{battleTitle(battle)}</span>
          <span class="dim">
            {battles.gifts(formatCount(battle.gifts))} ·{" "}
            {battles.diamonds(formatCount(battle.diamonds))}
          </span>
        </span>
      </a>
    </li>
  );
}
