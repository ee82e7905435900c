import type { ReadonlySignal } from "@preact/signals";
import type { WorldStatus } from "#client/engine/scene-host.ts";
import { isStill } from "#client/race/display/race-loop.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { BettingScreen } from "./betting-screen.tsx";
import { BrandPlate } from "./brand-plate.tsx";
import { FinishBanner } from "./finish-banner.tsx";
import { Lanes } from "./lanes.tsx";
import { LeadLine } from "./lead-line.tsx";
import { LinkPill } from "./link-pill.tsx";
import { LobbyScreen } from "./lobby-screen.tsx";
import { MiniMap } from "./mini-map.tsx";
import { OfficialBoard } from "./official-board.tsx";
import { PhasePlate } from "./phase-plate.tsx";
import { QrCard } from "./qr-card.tsx";
import { StandingsTower } from "./standings-tower.tsx";
import { StartLights } from "./start-lights.tsx";
import { Ticker } from "./ticker.tsx";
import { useDisplay } from "./use-display.ts";
import { VoidNotice } from "./void-notice.tsx";
import { WaitingScreen } from "./waiting-screen.tsx";

/** Every letter of the display. The last picture stays until there is a newer one. */
export function Hud({ room, world }: { room: string; world: ReadonlySignal<WorldStatus> }) {
  const { feed } = useDisplay();
  const view = feed.view.value;
  return (
    <>
      <BrandPlate />
      <PhasePlate />
      {view === undefined ? (
        <WaitingScreen room={room} />
      ) : (
        <PhaseScreen view={view} world={world.value} />
      )}
      {view && <Ticker view={view} />}
      <LinkPill room={room} />
      <LeadLine />
    </>
  );
}

interface ScreenProps {
  view: RaceView;
  world: WorldStatus;
}

function PhaseScreen({ view, world }: ScreenProps) {
  switch (view.phase) {
    case "lobby":
      return <LobbyScreen view={view} />;
    case "betting":
      return (
        <>
          <BettingScreen view={view} />
          <QrCard />
        </>
      );
    case "gates":
    case "racing":
      return <RaceScreen view={view} world={world} />;
    case "settling":
      // A close finish stands still for longer than the last runner needs to come home.
      if (isStill.value) return <RaceScreen view={view} world={world} />;
      return (
        <>
          <OfficialBoard view={view} />
          <QrCard />
        </>
      );
    case "void":
      return (
        <>
          <VoidNotice view={view} />
          <QrCard />
        </>
      );
  }
}

function RaceScreen({ view, world }: ScreenProps) {
  return (
    <>
      {world === "absent" && <Lanes view={view} />}
      <StandingsTower view={view} />
      <StartLights />
      <FinishBanner view={view} />
      <MiniMap view={view} />
      <QrCard />
    </>
  );
}
