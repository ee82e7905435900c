import type { RaceView } from "#client/race/race-view.ts";
import { runningOrder } from "#client/race/running-order.ts";
import { runnersBackedOf } from "../betting/betting-page.tsx";
import { MyBets } from "../money/my-bets.tsx";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";
import { LaneStrip } from "./lane-strip.tsx";
import { OrderList } from "./order-list.tsx";
import { StartLights } from "./start-lights.tsx";

/** Bets are locked: the lights, then the race in small, mine picked out. */
export function RacingPage({ play, view }: { play: Play; view: RaceView }) {
  const { race } = texts.value.phone;
  const mine = runnersBackedOf(play, view.raceId);
  const standing = play.feed.standing.value;
  const order = runningOrder(
    view.runners.map((runner, index) => ({
      ...runner,
      distanceM: (standing[index] ?? 0) / 1_000,
    })),
  );
  return (
    <>
      {view.phase === "gates" && (
        <section class="gates">
          <StartLights />
          <p>{race.lights}</p>
        </section>
      )}
      <LaneStrip view={view} positions={play.feed.positions} mine={mine} />
      {view.phase === "racing" && (
        <OrderList order={order} distanceM={view.distanceMm / 1_000} mine={mine} />
      )}
      {mine.size === 0 && play.betting.pending.value.length === 0 && (
        <p class="dim">{race.noBets}</p>
      )}
      <MyBets play={play} view={view} />
    </>
  );
}
