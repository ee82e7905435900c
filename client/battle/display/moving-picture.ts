import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import { type FrameLoop, startFrameLoop } from "#client/engine/frame-loop.ts";
import type { StageFit } from "#client/engine/stage-fit.ts";
import { type BattleLayout, FLAG, layOutBattle } from "./battle-layout.ts";
import { type BattleFrame, createBattleMotion } from "./battle-motion.ts";
import { flagTop } from "./flag-spot.ts";
import { BIG_POINTS, createFlights, type Flights, type Spot } from "./flights.ts";

/** What moves: scores on their way, gifts in the air, and where everything stands for both. */
export interface MovingPicture {
  readonly layout: ReadonlySignal<BattleLayout>;
  readonly frame: BattleFrame;
  readonly flights: Flights;
  readonly loop: FrameLoop<BattleFrame>;
  stop(): void;
}

/** Turns what a stage's room tells into a picture that moves with every frame. */
export function startMovingPicture(feed: BattleFeed, fit: ReadonlySignal<StageFit>): MovingPicture {
  const sideCount = computed(() => Math.max(1, feed.view.value?.sides.length ?? 0));
  const layout = computed(() => layOutBattle(fit.value.orientation, sideCount.value));
  const motion = createBattleMotion();
  const flights = createFlights({ targetOf, stage: () => layout.value });
  const loop = startFrameLoop((localNowMs) => {
    flights.advance(localNowMs);
    return motion.advance(localNowMs);
  });

  function targetOf(country: string): Spot {
    const { columns, width } = layout.value;
    const index = motion.frame.sides.findIndex((side) => side.country === country);
    const place = columns[index];
    const side = motion.frame.sides[index];
    // Gifts without a country fly to where they are said to wait.
    if (place === undefined || side === undefined) return { x: width / 2, y: 230 };
    return { x: place.x, y: flagTop(place, side) + (FLAG.height * place.scale) / 2 };
  }

  const ends = [
    effect(() => {
      const view = feed.view.value;
      if (view === undefined) return;
      motion.heard(view, layout.value.tugPartMin);
      if (view.phase === "idle" || view.phase === "finished") flights.clear();
    }),
    feed.onGift((gift) => {
      // A hidden page draws nothing: the gifts of an hour would all fly when it is shown again.
      if (!document.hidden) flights.add(gift);
    }),
    flights.onLand(({ flight }) => {
      motion.flash(flight.country, flight.points >= BIG_POINTS ? 1 : 0.45);
    }),
  ];
  return {
    layout,
    frame: motion.frame,
    flights,
    loop,
    stop() {
      for (const end of ends) end();
      loop.stop();
    },
  };
}
