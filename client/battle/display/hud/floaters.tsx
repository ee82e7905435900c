import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { BIG_POINTS, type Landing } from "#client/battle/display/flights.ts";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { FLIGHTS_MAX } from "#client/battle/display/gift-flow.ts";
import { texts } from "#client/battle/display/texts.ts";
import { language } from "#client/framework/language.ts";
import { writeText } from "#client/framework/write-text.ts";
import { useBattle, useFrame } from "./use-battle.ts";

const FLOAT_MS = 1_600;
const FLOATERS_MAX = 10;
/** Before, the picture is still behind the cards. */
const SHOWN_FROM_PART = 0.3;

/** What a gift was worth, rising from where it landed, and the counts of those still in the air. */
export function Floaters() {
  const { flights, feed } = useBattle();
  const floating = useMemo(() => signal<readonly Landing[]>([]), []);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = flights.onLand((landing) => {
      floating.value = [...floating.value, landing].slice(-FLOATERS_MAX);
      const timer = setTimeout(() => {
        timers.delete(timer);
        floating.value = floating.value.filter((one) => one !== landing);
      }, FLOAT_MS);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [flights, floating]);
  const sides = feed.view.value?.sides ?? [];
  return (
    <div class="floaters" aria-hidden="true">
      {floating.value.map(({ id, x, y, flight }) => {
        const seat = sides.find(({ country }) => country === flight.country)?.seat;
        return (
          <p
            key={id}
            class={`floater ${flight.points >= BIG_POINTS ? "is-big" : ""}`}
            style={{
              left: `${x}px`,
              top: `${y}px`,
              "--side": seat === undefined ? "var(--gold)" : sideColour(seat),
            }}
          >
            <b>{texts.value.battle.gained(formatPoints(flight.points, language.value))}</b>
            <span dir="auto">{flight.name}</span>
          </p>
        );
      })}
      <FlightCounts />
    </div>
  );
}

/** `×30` beside a picture that stands for thirty gifts. */
function FlightCounts() {
  const { flights } = useBattle();
  const target = useFrame<HTMLDivElement>((counts) => {
    for (let i = 0; i < FLIGHTS_MAX; i++) {
      const label = counts.children[i] as HTMLElement;
      const one = flights.list[i];
      const isShown = one !== undefined && one.flight.count > 1 && one.part > SHOWN_FROM_PART;
      label.hidden = !isShown;
      if (!isShown) continue;
      writeText(label, texts.value.battle.times(formatPoints(one.flight.count, language.value)));
      label.style.transform = `translate(${(one.x + one.size * 0.3).toFixed(1)}px, ${(one.y - one.size * 0.5).toFixed(1)}px)`;
    }
  });
  return (
    <div ref={target}>
      {Array.from({ length: FLIGHTS_MAX }, (_, index) => (
        <b key={index} class="flight-count" hidden />
      ))}
    </div>
  );
}
