import { useEffect, useMemo } from "preact/hooks";
import { signOut } from "#client/framework/host-session.ts";
import type { LobbyWire } from "#common/race/race-api.ts";
import { AutopilotPanel } from "./autopilot-panel.tsx";
import { BoardPanel } from "./board-panel.tsx";
import { openDesk } from "./desk.ts";
import { HealthPill } from "./health-pill.tsx";
import { HousePanel } from "./house-panel.tsx";
import { LastResultPanel } from "./last-result-panel.tsx";
import { LinksPanel } from "./links-panel.tsx";
import { readLobbies } from "./lobbies.ts";
import { NextAction } from "./next-action.tsx";
import { RosterPanel } from "./roster-panel.tsx";

/** Everything about one room on one page. Mounted anew for each room. */
export function RoomConsole({ lobby }: { lobby: LobbyWire }) {
  const desk = useMemo(() => openDesk(lobby.code), []);
  useEffect(() => () => desk.close(), []);
  const status = desk.feed.status.value;
  useEffect(() => {
    if (status.kind !== "refused") return;
    if (status.code === "lobby_unknown" || status.code === "lobby_closed") void readLobbies();
    else signOut();
  }, [status]);

  const view = desk.feed.view.value;
  return (
    <main class="console">
      {view === undefined ? (
        <HealthPill desk={desk} />
      ) : (
        <>
          <div class="console-column">
            <NextAction desk={desk} view={view} />
            <BoardPanel desk={desk} view={view} />
            <LastResultPanel view={view} />
          </div>
          <div class="console-column">
            <LinksPanel lobby={lobby} />
            <RosterPanel roster={desk.roster.value} />
            <HousePanel desk={desk} view={view} />
            <AutopilotPanel desk={desk} view={view} />
          </div>
        </>
      )}
    </main>
  );
}
