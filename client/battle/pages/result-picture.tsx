import { countryName } from "#client/battle/country/country-name.ts";
import { flagUrl } from "#client/battle/country/flags.ts";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatMoment } from "#client/framework/format-moment.ts";
import { language } from "#client/framework/language.ts";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { layOutPicture, PICTURE, type PlacedSide } from "./picture-layout.ts";
import { battleTitle, resultSentence, resultWords } from "./result-words.ts";
import { texts } from "./texts.ts";

/** Longest name that fits under a column of this many. */
const NAME_LENGTH_MAX = [0, 0, 26, 20, 16, 13, 11, 9, 8];

/** The result of a battle as a picture: a night stage, a flag on a pillar for each side. */
export function ResultPicture({ battle }: { battle: BattleSummaryWire }) {
  const { battles } = texts.value;
  const sides = layOutPicture(battle.standings.map(({ points }) => points));
  return (
    <svg
      class="result-picture"
      viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`}
      role="img"
      aria-label={resultSentence(battle)}
    >
      <Stage id={battle.id} />
      <text x={16} y={32} class="picture-title">
        {battleTitle(battle)}
      </text>
      <text x={16} y={51} class="picture-date">
        {formatMoment(battle.startedAt)}
      </text>
      <text x={16} y={74} class="picture-result">
        {resultWords(battle)}
      </text>
      {battle.isRehearsal && (
        <g>
          <rect
            x={PICTURE.width - 104}
            y={14}
            width={88}
            height={24}
            rx={6}
            class="picture-badge"
          />
          <text x={PICTURE.width - 60} y={31} class="picture-badge-text">
            {battles.rehearsal}
          </text>
        </g>
      )}
      {battle.standings.map(({ country, seat, points }, index) => (
        <Side
          key={country}
          country={country}
          points={points}
          colour={sideColour(seat)}
          placed={sides[index] as PlacedSide}
          count={battle.standings.length}
          isWinner={country === battle.winner}
        />
      ))}
    </svg>
  );
}

/** Sky, light cones and the floor. `id` keeps the gradients of several pictures apart. */
function Stage({ id }: { id: number }) {
  const { width, height } = PICTURE;
  return (
    <>
      <defs>
        <linearGradient id={`sky-${id}`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#0a0e2e" />
          <stop offset="0.75" stop-color="#1d1650" />
          <stop offset="1" stop-color="#3a1d63" />
        </linearGradient>
        <linearGradient id={`cone-${id}`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#8c9cff" stop-opacity="0.3" />
          <stop offset="1" stop-color="#8c9cff" stop-opacity="0" />
        </linearGradient>
      </defs>
      <rect width={width} height={height} fill={`url(#sky-${id})`} />
      {[90, 240, 390].map((x) => (
        <path key={x} d={`M${x} -4 L${x - 62} 260 H${x + 62} Z`} fill={`url(#cone-${id})`} />
      ))}
      <ellipse cx={width / 2} cy={height + 4} rx={width * 0.62} ry={50} fill="#151a4d" />
    </>
  );
}

function Side(props: {
  country: string;
  points: number;
  colour: string;
  placed: PlacedSide;
  count: number;
  isWinner: boolean;
}) {
  const { country, points, colour, placed, count, isWinner } = props;
  const { x, flagWidth, pillarTop, pillarWidth, pillarFoot } = placed;
  const flagHeight = (flagWidth * 2) / 3;
  const flagTop = pillarTop - flagHeight;
  const name = countryName(country, language.value);
  return (
    <g>
      <rect
        x={x - pillarWidth / 2}
        y={pillarTop}
        width={pillarWidth}
        height={pillarFoot - pillarTop}
        rx={2}
        fill={colour}
        fill-opacity={0.85}
      />
      <image
        href={flagUrl(country)}
        x={x - flagWidth / 2}
        y={flagTop}
        width={flagWidth}
        height={flagHeight}
        preserveAspectRatio="none"
      />
      <rect
        x={x - flagWidth / 2}
        y={flagTop}
        width={flagWidth}
        height={flagHeight}
        class="picture-flag-edge"
      />
      {isWinner && <Crown x={x} y={flagTop - 3} />}
      <text x={x} y={pillarFoot + 18} class="picture-points" fill={colour}>
        {formatCount(points)}
      </text>
      <text x={x} y={pillarFoot + 34} class="picture-name">
        {name.length <= (NAME_LENGTH_MAX[count] ?? 0) ? name : country}
      </text>
    </g>
  );
}

function Crown({ x, y }: { x: number; y: number }) {
  return (
    <path
      transform={`translate(${x - 14} ${y - 20})`}
      d="M2 19 L0 5 L8 11 L14 1 L20 11 L28 5 L26 19 Z"
      fill="#ffc53d"
      stroke="#15103a"
      stroke-width={1.5}
      stroke-linejoin="round"
    />
  );
}
