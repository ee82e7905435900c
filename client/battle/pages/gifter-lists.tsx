import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { formatCount } from "#client/framework/format-count.ts";
import { language } from "#client/framework/language.ts";
import type { BattleDetailWire } from "#common/battle/battle-api.ts";
import { texts } from "./texts.ts";

/** The best gifters of each side. */
export function GifterLists({ gifters }: Pick<BattleDetailWire, "gifters">) {
  const { battles } = texts.value;
  return (
    <div class="gifter-lists">
      {gifters.map((side) => (
        <section key={side.country} class="stack">
          <h3 class="label gifter-side">
            <Flag country={side.country} /> {countryName(side.country, language.value)}
          </h3>
          {side.gifters.length === 0 && <p class="dim">{battles.battle.giftersNone}</p>}
          <ol class="gifters">
            {side.gifters.map((gifter, index) => (
              <li key={gifter.viewerId}>
                <span class="place numeral">{index + 1}</span>
                <span class="gifter-name">
                  <bdi>{gifter.name}</bdi>
                  <small class="dim">{battles.gifts(formatCount(gifter.gifts))}</small>
                </span>
                <span class="numeral">{formatCount(gifter.points)}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
