import type { BattleView, SideView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { CARD_HEIGHT, type ColumnPlace } from "#client/battle/display/battle-layout.ts";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { initialOf } from "#client/battle/display/initial-of.ts";
import { texts } from "#client/battle/display/texts.ts";
import { language } from "#client/framework/language.ts";
import { useBattle } from "./use-battle.ts";

const PLACES = [0, 1, 2];

/** The three best gifters of every side, below its stage. */
export function GifterCards({ view }: { view: BattleView }) {
  const { columns } = useBattle().layout.value;
  return (
    <>
      {view.sides.map((side, index) => {
        const place = columns[index];
        return place && <GifterCard key={side.country} side={side} place={place} />;
      })}
    </>
  );
}

function GifterCard({ side, place }: { side: SideView; place: ColumnPlace }) {
  const { battle } = texts.value;
  return (
    <section
      class={`gifter-card panel ${place.cardWidth < 260 ? "is-narrow" : ""}`}
      aria-label={battle.gifters(countryName(side.country, language.value))}
      style={{
        "--side": sideColour(side.seat),
        left: `${place.x - place.cardWidth / 2}px`,
        top: `${place.cardTop}px`,
        width: `${place.cardWidth}px`,
        height: `${CARD_HEIGHT}px`,
      }}
    >
      <ol>
        {PLACES.map((index) => {
          const gifter = side.topGifters[index];
          return gifter === undefined ? (
            <li key={`empty ${index}`} class="gifter is-empty">
              <b class={`gifter-avatar is-place-${index + 1}`} aria-hidden="true">
                {index + 1}
              </b>
              <span class="gifter-name">{index === 0 ? battle.noGifters : "–"}</span>
            </li>
          ) : (
            <li key={gifter.viewerId} class="gifter">
              <b class={`gifter-avatar is-place-${index + 1}`} aria-hidden="true">
                {initialOf(gifter.name)}
              </b>
              <span class="gifter-name" dir="auto">
                {gifter.name}
              </span>
              <b class="gifter-points">{formatPoints(gifter.points, language.value)}</b>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
