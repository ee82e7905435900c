import type { ReadonlySignal } from "@preact/signals";
import type { WorldStatus } from "#client/engine/scene-host.ts";
import { BrandPlate } from "#client/race/display/hud/brand-plate.tsx";
import { FinishBanner } from "#client/race/display/hud/finish-banner.tsx";
import { Lanes } from "#client/race/display/hud/lanes.tsx";
import { LeadLine } from "#client/race/display/hud/lead-line.tsx";
import { MiniMap } from "#client/race/display/hud/mini-map.tsx";
import { OfficialBoard } from "#client/race/display/hud/official-board.tsx";
import { MetresLeft, RaceClock } from "#client/race/display/hud/phase-plate.tsx";
import { StandingsTower } from "#client/race/display/hud/standings-tower.tsx";
import { StartLights } from "#client/race/display/hud/start-lights.tsx";
import { useDisplay } from "#client/race/display/hud/use-display.ts";
import { VoidNotice } from "#client/race/display/hud/void-notice.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import { CastCaption } from "./cast-caption.tsx";
import type { Replay } from "./create-replay.ts";
import { texts } from "./texts.ts";

/** The display's letters over a race that is long over: without what belongs to a live one. */
export function ReplayHud({
  replay,
  world,
}: {
  replay: Replay;
  world: ReadonlySignal<WorldStatus>;
}) {
  const view = useDisplay().feed.view.value;
  if (view === undefined) return null;
  return (
    <>
      <BrandPlate />
      <ReplayPlate view={view} />
      {view.phase === "settling" ? (
        <OfficialBoard view={view} />
      ) : view.phase === "void" ? (
        <VoidNotice view={view} />
      ) : (
        <>
          {world.value === "absent" && <Lanes view={view} />}
          <StandingsTower view={view} />
          <StartLights />
          <FinishBanner view={view} />
          <CastCaption replay={replay} />
          <MiniMap view={view} />
        </>
      )}
      <LeadLine />
    </>
  );
}

/** Where a live display says that it is live. */
function ReplayPlate({ view }: { view: RaceView }) {
  const { common, replay } = texts.value;
  const isRunning = view.phase === "racing" || view.phase === "gates";
  return (
    <section class={`phase-plate plate phase-${view.phase}`} aria-label={replay.word}>
      <p class="phase-word">
        <span>{view.phase === "void" ? common.phases.void : replay.word}</span>
      </p>
      {isRunning && <RaceClock view={view} />}
      {isRunning && <MetresLeft />}
    </section>
  );
}
