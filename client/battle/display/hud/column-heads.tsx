import type { BattleView, SideView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { sideColour } from "#client/battle/country/side-colours.ts";
import type { ColumnPlace } from "#client/battle/display/battle-layout.ts";
import { flagTop } from "#client/battle/display/flag-spot.ts";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { headSize } from "#client/battle/display/head-size.ts";
import { texts } from "#client/battle/display/texts.ts";
import { language } from "#client/framework/language.ts";
import { writeText } from "#client/framework/write-text.ts";
import { useBattle, useFrame } from "./use-battle.ts";

/** Rank, country and score above every flag; they ride on the pillars. */
export function ColumnHeads({ view }: { view: BattleView }) {
  const { columns } = useBattle().layout.value;
  return (
    <ul class="column-heads">
      {view.sides.map((side, index) => {
        const place = columns[index];
        return place && <ColumnHead key={side.country} {...{ side, place, index }} />;
      })}
    </ul>
  );
}

interface HeadProps {
  side: SideView;
  place: ColumnPlace;
  index: number;
}

function ColumnHead({ side, place, index }: HeadProps) {
  const { battle } = texts.value;
  const name = countryName(side.country, language.value);
  const { height } = headSize(place.scale);
  const target = useFrame<HTMLLIElement>((head, { sides }) => {
    const now = sides[index];
    if (now === undefined) return;
    const y = flagTop(place, now) - height;
    head.style.transform = `translate(${place.x - place.width / 2}px, ${y.toFixed(1)}px)`;
    head.style.setProperty("--glow", now.glow.toFixed(2));
  });
  return (
    <li
      class={`column-head ${side.rank === 1 && side.score > 0 ? "is-first" : ""}`}
      ref={target}
      style={{
        "--side": sideColour(side.seat),
        width: `${place.width}px`,
        height: `${height}px`,
        "--name-size": `${nameSize(name, place).toFixed(0)}px`,
        "--score-size": `${scoreSize(side.score, place).toFixed(0)}px`,
      }}
    >
      <p class="head-rank">{battle.rank(side.rank)}</p>
      <p class="head-name">{name}</p>
      <RollingScore index={index} />
    </li>
  );
}

function RollingScore({ index }: { index: number }) {
  const target = useFrame<HTMLParagraphElement>((score, { sides }) => {
    writeText(score, formatPoints(sides[index]?.shownScore ?? 0, language.value));
  });
  return <p class="head-score" ref={target} />;
}

/** Long names get smaller letters instead of another line: a letter is about 0.44 of its size wide. */
function nameSize(name: string, { scale, width }: ColumnPlace): number {
  return Math.min(headSize(scale).name, (width - 16) / (name.length * 0.44));
}

function scoreSize(score: number, { scale, width }: ColumnPlace): number {
  const figures = Math.max(4, String(Math.round(score)).length + 1);
  return Math.min(headSize(scale).score, (width - 12) / (figures * 0.46));
}
