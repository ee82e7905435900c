import type { BattleView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { formatPermille } from "#client/battle/display/format-points.ts";
import { texts } from "#client/battle/display/texts.ts";
import { permilleShares } from "#client/battle/display/tug-shares.ts";
import { language } from "#client/framework/language.ts";
import { useFrame } from "./use-battle.ts";

/** Who pulls how hard: parts as wide as their shares are large, exaggerated, with the true percent in them. */
export function TugBar({ view }: { view: BattleView }) {
  const { battle } = texts.value;
  const shares = permilleShares(view.sides.map(({ score }) => score));
  const target = useFrame<HTMLUListElement>((bar, { sides }) => {
    for (let i = 0; i < sides.length; i++) {
      const part = bar.children[i] as HTMLElement | undefined;
      const { barPart, glow } = sides[i]!;
      part?.style.setProperty("flex-grow", barPart.toFixed(4));
      part?.style.setProperty("--glow", glow.toFixed(2));
    }
  });
  return (
    <ul class="tug-bar" aria-label={battle.tugLabel} data-sides={view.sides.length} ref={target}>
      {view.sides.map(({ country, seat }, index) => {
        const percent = formatPermille(shares[index] ?? 0, language.value);
        return (
          <li
            key={country}
            class="tug-part"
            style={{ "--side": sideColour(seat) }}
            aria-label={battle.shareOf(countryName(country, language.value), percent)}
          >
            <span aria-hidden="true">
              <Flag country={country} />
              <b>{percent}</b>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
