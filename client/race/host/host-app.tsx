import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { hostToken } from "#client/framework/host-session.ts";
import type { LobbyWire } from "#common/race/race-api.ts";
import { HostFrame } from "./host-frame.tsx";
import { chosenCode, lobbies, openLobby, readLobbies } from "./lobbies.ts";
import { LobbyBar } from "./lobby-bar.tsx";
import { PinPage } from "./pin-page.tsx";
import { texts } from "./texts.ts";

/** How often the list of rooms is asked for again. */
const LOBBIES_EVERY_MS = 5_000;

type ConsoleOf = (lobby: LobbyWire) => ComponentChildren;

/** The host's console: PIN, rooms, and what `consoleOf` makes of the room chosen. */
export function HostApp({ consoleOf }: { consoleOf: ConsoleOf }) {
  const token = hostToken.value;
  useEffect(() => {
    if (token === undefined) return;
    void readLobbies();
    const asking = setInterval(() => void readLobbies(), LOBBIES_EVERY_MS);
    return () => clearInterval(asking);
  }, [token]);
  document.title = texts.value.host.title;
  return (
    <HostFrame tools={token !== undefined && <LobbyBar />}>
      {token === undefined ? <PinPage /> : <Room consoleOf={consoleOf} />}
    </HostFrame>
  );
}

function Room({ consoleOf }: { consoleOf: ConsoleOf }) {
  const { common, host } = texts.value;
  const lobby = lobbies.value?.find(({ code }) => code === chosenCode.value);
  if (lobby !== undefined) return consoleOf(lobby);
  return (
    <main class="no-room">
      {lobbies.value === undefined ? (
        <p class="dim">{common.connecting}</p>
      ) : (
        <>
          <p>{host.lobby.none}</p>
          <button type="button" class="button is-primary" onClick={() => void openLobby()}>
            {host.lobby.openFirst}
          </button>
        </>
      )}
    </main>
  );
}
