import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { offeredMarkets } from "#client/race/pools.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { selectionSize } from "#client/race/selection.ts";
import type { MarketName } from "#common/tote/market.ts";
import { MyBets } from "../money/my-bets.tsx";
import { runnersBackedOf } from "../money/runners-backed.ts";
import type { Play } from "../play.ts";
import { TickerList } from "../ticker-list.tsx";
import { FieldList } from "./field-list.tsx";
import { LeadingCombinations } from "./leading-combinations.tsx";
import { MarketTabs } from "./market-tabs.tsx";
import { runnerInputId } from "./runner-choice.tsx";
import { Slip } from "./slip.tsx";
import { dropFromSlots, resizeSlots, type Slots, tapRunner } from "./slots.ts";

/** Betting is open: the field with its odds, my bets, and the slip once a runner is picked. */
export function BettingPage({ play, view }: { play: Play; view: RaceView }) {
  const chosen = useSignal<MarketName>("win");
  const [tapped, setTapped] = useState<Slots>([0]);
  /** The slip starts anew for every bet, also for the same one again. */
  const [slipNumber, setSlipNumber] = useState(0);
  const offered = offeredMarkets(view);
  // A scratch can make the field too small for a market.
  const market = offered.includes(chosen.value) ? chosen.value : (offered[0] ?? "win");
  const slots = dropFromSlots(resizeIfNeeded(tapped, selectionSize(market)), scratchedOf(view));
  const [lastTapped, setLastTapped] = useState(0);
  /** The bet on the slip is on its way: the next tap begins another. */
  const [isPlaced, setPlaced] = useState(false);
  // The slip must not lie over the runner it is about.
  useEffect(() => {
    document.getElementById(runnerInputId(lastTapped))?.parentElement?.scrollIntoView({
      block: "nearest",
    });
  }, [lastTapped]);

  function tap(number: number) {
    const next = tapRunner(isPlaced ? slots.map(() => 0) : slots, number);
    if (next.length === 1 || isPlaced) setSlipNumber(slipNumber + 1);
    setTapped(next);
    setLastTapped(number);
    setPlaced(false);
  }
  function putAway() {
    setTapped([0]);
    setSlipNumber(slipNumber + 1);
    document.getElementById(runnerInputId(lastTapped))?.focus({ preventScroll: true });
    setLastTapped(0);
    setPlaced(false);
  }
  return (
    <>
      <MarketTabs
        offered={offered}
        chosen={market}
        onChoose={(market) => {
          chosen.value = market;
        }}
      />
      <LeadingCombinations view={view} market={market} onPick={setTapped} />
      <FieldList
        view={view}
        market={market}
        slots={slots}
        mine={runnersBackedOf(play, view.raceId)}
        onTap={tap}
      />
      <MyBets play={play} view={view} />
      <TickerList lines={play.ticker.value} view={view} />
      {slots.some((number) => number > 0) && (
        <Slip
          key={`${view.raceId} ${slipNumber}`}
          play={play}
          view={view}
          market={market}
          slots={slots}
          onTakeBack={tap}
          onPlaced={() => setPlaced(true)}
          onDone={putAway}
        />
      )}
    </>
  );
}

function resizeIfNeeded(slots: Slots, size: number): Slots {
  return slots.length === size ? slots : resizeSlots(slots, size);
}

function scratchedOf(view: RaceView): ReadonlySet<number> {
  return new Set(view.runners.filter((one) => one.isScratched).map(({ number }) => number));
}
