import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import { type Contender, placesOf } from "#client/race/running-order.ts";
import { texts } from "../texts.ts";
import { Effects } from "./power-targets.tsx";

interface Running extends Contender {
  name: string;
  livery: number;
  effects: number;
}

/** The order as it stands, with metres behind the leader, then times over the line. */
export function OrderList(props: {
  /** Foremost first. */
  order: readonly Running[];
  distanceM: number;
  mine: ReadonlySet<number>;
}) {
  const { order, distanceM, mine } = props;
  const { race, field } = texts.value.phone;
  const places = placesOf(order);
  const leadM = Math.min(order[0]?.distanceM ?? 0, distanceM);
  return (
    <section>
      <h2 class="section-label">{race.order}</h2>
      <ol class="order">
        {order.map((runner, index) => (
          <li key={runner.number} class={mine.has(runner.number) ? "is-mine" : ""}>
            <span class="place numeral">{places[index]}</span>
            <NumberChip number={runner.number} livery={runner.livery} />
            <span class="runner-name label">
              {runner.name}
              {mine.has(runner.number) && <small class="tag is-mine">{field.mine}</small>}
            </span>
            <Effects effects={runner.effects} />
            <span class="gap">
              {runner.finishTimeMs > 0
                ? formatRaceTime(runner.finishTimeMs, language.value)
                : index === 0
                  ? race.leader
                  : race.behind(formatGap(leadM - runner.distanceM))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function formatGap(metres: number): string {
  return Math.max(0, metres).toLocaleString(language.value, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}
