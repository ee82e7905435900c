import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { language } from "#client/framework/language.ts";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { texts } from "./texts.ts";

/** The sides of a battle, best first, each with a bar as long as its share of the best. */
export function StandingsList({ battle }: { battle: BattleSummaryWire }) {
  const { battles } = texts.value;
  const best = Math.max(1, ...battle.standings.map(({ points }) => points));
  return (
    <ol class="standings">
      {battle.standings.map(({ country, seat, points, place }) => (
        <li key={country}>
          <span class="place numeral">{place}</span>
          <Flag country={country} />
          <span class="label standing-name">
            {countryName(country, language.value)}
            {country === battle.winner && <small class="pill">{battles.won}</small>}
          </span>
          <span class="numeral">{formatCount(points)}</span>
          <span
            class="standing-bar"
            style={{ width: `${(points / best) * 100}%`, background: sideColour(seat) }}
          />
        </li>
      ))}
    </ol>
  );
}
