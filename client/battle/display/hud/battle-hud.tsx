import type { BattleView } from "#client/battle/battle-view.ts";
import { texts } from "#client/battle/display/texts.ts";
import { AlertPills } from "./alert-pills.tsx";
import { BrandPlate } from "./brand-plate.tsx";
import { ColumnHeads } from "./column-heads.tsx";
import { Floaters } from "./floaters.tsx";
import { GifterCards } from "./gifter-cards.tsx";
import { IdleScreen } from "./idle-screen.tsx";
import { LastSeconds } from "./last-seconds.tsx";
import { LivePlate } from "./live-plate.tsx";
import { ResultScreen } from "./result-screen.tsx";
import { SpokenLine } from "./spoken-line.tsx";
import { Ticker } from "./ticker.tsx";
import { TimerPlate } from "./timer-plate.tsx";
import { TugBar } from "./tug-bar.tsx";
import { useBattle } from "./use-battle.ts";
import { LinkPill, WaitingScreen } from "./waiting-screen.tsx";

/** Every letter of the battle. The last picture stays until there is a newer one. */
export function BattleHud() {
  const { feed, isSoundBlocked } = useBattle();
  const view = feed.view.value;
  return (
    <>
      {/* Below the names and the cards: what floats never covers a score. */}
      <Floaters />
      <BrandPlate />
      <LivePlate />
      {view === undefined ? <WaitingScreen /> : <PhaseScreen view={view} />}
      {view && <Ticker view={view} />}
      <LinkPill />
      {isSoundBlocked.value && <p class="sound-pill">{texts.value.battle.pressForSound}</p>}
      <SpokenLine />
    </>
  );
}

function PhaseScreen({ view }: { view: BattleView }) {
  switch (view.phase) {
    case "idle":
      return <IdleScreen view={view} />;
    case "finished":
      return <ResultScreen view={view} />;
    case "running":
    case "sudden_death":
    case "closing":
      return (
        <>
          {view.phase === "sudden_death" && <i class="sudden-glow" aria-hidden="true" />}
          <TimerPlate view={view} />
          <TugBar view={view} />
          <LastSeconds />
          <ColumnHeads view={view} />
          <AlertPills view={view} />
          <GifterCards view={view} />
          {view.sides.length === 2 && (
            <p class="versus" aria-hidden="true">
              {texts.value.battle.versus}
            </p>
          )}
        </>
      );
  }
}
