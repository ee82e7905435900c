import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { RaceView } from "#client/race/race-view.ts";
import { MyBets } from "../money/my-bets.tsx";
import type { Play } from "../play.ts";
import { TickerList } from "../ticker-list.tsx";
import { FieldList, runnerInputId } from "./field-list.tsx";
import { MarketTabs } from "./market-tabs.tsx";
import { type MarketName, marketsOf } from "./odds-of.ts";
import { Slip } from "./slip.tsx";

/** Betting is open: the field with its odds, my bets, and the slip once a runner is picked. */
export function BettingPage({ play, view }: { play: Play; view: RaceView }) {
  const market = useSignal<MarketName>("win");
  const [picked, setPicked] = useState(0);
  const runner = view.runners.find(({ number }) => number === picked);
  const offered = marketsOf(view);
  // The slip must not lie over the runner it is about.
  useEffect(() => {
    document.getElementById(runnerInputId(picked))?.parentElement?.scrollIntoView({
      block: "nearest",
    });
  }, [picked]);
  return (
    <>
      <MarketTabs
        offered={offered}
        chosen={market.value}
        onChoose={(chosen) => {
          market.value = chosen;
        }}
      />
      <FieldList
        view={view}
        market={market.value}
        picked={picked}
        mine={runnersBackedOf(play, view.raceId)}
        onPick={setPicked}
      />
      <MyBets play={play} view={view} />
      <TickerList lines={play.ticker.value} view={view} />
      {runner !== undefined && (
        <Slip
          key={`${view.raceId} ${picked}`}
          play={play}
          view={view}
          runner={runner}
          market={market.value}
          onDone={() => {
            setPicked(0);
            document.getElementById(runnerInputId(runner.number))?.focus({ preventScroll: true });
          }}
        />
      )}
    </>
  );
}

/** Saddle numbers of the runners I have an open bet on. */
export function runnersBackedOf(play: Play, raceId: number): ReadonlySet<number> {
  const open = play.betting.bets.value.filter(
    (bet) => bet.raceId === raceId && bet.status !== "cancelled",
  );
  return new Set(open.flatMap(({ selection }) => selection));
}
