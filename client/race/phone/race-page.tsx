import type { ComponentChildren } from "preact";
import type { RaceView } from "#client/race/race-view.ts";
import { BettingPage } from "./betting/betting-page.tsx";
import { FormGuide } from "./betting/form-guide.tsx";
import { MyBets } from "./money/my-bets.tsx";
import { PhasePlate } from "./phase-plate.tsx";
import type { Play } from "./play.ts";
import { MyPowers } from "./racing/my-powers.tsx";
import { RacingPage } from "./racing/racing-page.tsx";
import { ResultCard } from "./racing/result-card.tsx";
import { VoidCard } from "./racing/void-card.tsx";
import { texts } from "./texts.ts";
import { TickerList } from "./ticker-list.tsx";

/** The race as it stands: what a player can do, or watch, in this phase. */
export function RacePage({ play }: { play: Play }) {
  const view = play.feed.view.value;
  if (view === undefined) {
    return (
      <main class="waiting">
        <p class="dim">{texts.value.common.connecting}</p>
      </main>
    );
  }
  return (
    <main class={`race is-${view.phase}`}>
      <PhasePlate
        view={view}
        now={play.feed.now.value}
        leadMm={Math.max(0, ...play.feed.standing.value)}
      />
      <Phase play={play} view={view} />
    </main>
  );
}

function Phase({ play, view }: { play: Play; view: RaceView }): ComponentChildren {
  switch (view.phase) {
    case "lobby":
      return (
        <>
          <FormGuide view={view} />
          <TickerList lines={play.ticker.value} view={view} />
        </>
      );
    case "betting":
      return <BettingPage play={play} view={view} />;
    case "gates":
    case "racing":
      return <RacingPage play={play} view={view} />;
    case "settling":
      return (
        <>
          <ResultCard play={play} view={view} />
          <MyPowers play={play} view={view} />
          <MyBets play={play} view={view} />
        </>
      );
    case "void":
      return (
        <>
          <VoidCard view={view} />
          <MyPowers play={play} view={view} />
          <MyBets play={play} view={view} />
        </>
      );
  }
}
