import type { RaceView } from "#client/race/race-view.ts";
import { runningOrder } from "#client/race/running-order.ts";
import { MyBets } from "../money/my-bets.tsx";
import { runnersBackedOf } from "../money/runners-backed.ts";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";
import { TickerList } from "../ticker-list.tsx";
import { LaneStrip } from "./lane-strip.tsx";
import { MyPowers } from "./my-powers.tsx";
import { OrderList } from "./order-list.tsx";
import { PowerBar } from "./power-bar.tsx";
import { PowerTargets } from "./power-targets.tsx";
import { StartLights } from "./start-lights.tsx";
import { usePowerHand } from "./use-power-hand.ts";

/** Bets are locked: the lights, then the race in small, mine picked out, and the powers to use in it. */
export function RacingPage({ play, view }: { play: Play; view: RaceView }) {
  const { race } = texts.value.phone;
  const mine = runnersBackedOf(play, view.raceId);
  const hand = usePowerHand(play, view);
  const { power } = hand;
  return (
    <>
      {view.phase === "gates" && (
        <section class="gates">
          <StartLights />
          <p>{race.lights}</p>
        </section>
      )}
      <LaneStrip view={view} positions={play.feed.positions} mine={mine} />
      <PowerBar
        view={view}
        hand={hand}
        latest={play.casting.casts.value.findLast(({ raceId }) => raceId === view.raceId)}
      />
      {power !== undefined && <PowerTargets view={view} hand={{ ...hand, power }} mine={mine} />}
      {view.phase === "racing" && power === undefined && (
        <OrderList
          order={orderNow(view, play.feed.standing.value)}
          distanceM={view.distanceMm / 1_000}
          mine={mine}
        />
      )}
      <MyPowers play={play} view={view} />
      {mine.size === 0 && play.betting.pending.value.length === 0 && (
        <p class="dim">{race.noBets}</p>
      )}
      <MyBets play={play} view={view} />
      <TickerList lines={play.ticker.value} view={view} />
    </>
  );
}

/** Foremost first; who was scratched is not in the race. `standing`: millimetres in saddle order. */
function orderNow(view: RaceView, standing: readonly number[]) {
  const field = view.runners.map((runner, index) => ({
    ...runner,
    distanceM: (standing[index] ?? 0) / 1_000,
  }));
  return runningOrder(field.filter(({ isScratched }) => !isScratched));
}
