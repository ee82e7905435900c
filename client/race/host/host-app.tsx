import { useEffect } from "preact/hooks";
import { alertLine } from "#client/framework/alert-line.ts";
import { hostToken } from "#client/framework/host-session.ts";
import { HostHeader } from "./host-header.tsx";
import { chosenCode, lobbies, openLobby, readLobbies } from "./lobbies.ts";
import { PinPage } from "./pin-page.tsx";
import { RoomConsole } from "./room-console.tsx";
import { texts } from "./texts.ts";

/** How often the list of rooms is asked for again. */
const LOBBIES_EVERY_MS = 5_000;

/** The host's console: PIN, rooms, the room chosen. */
export function HostApp() {
  const token = hostToken.value;
  useEffect(() => {
    if (token === undefined) return;
    void readLobbies();
    const asking = setInterval(() => void readLobbies(), LOBBIES_EVERY_MS);
    return () => clearInterval(asking);
  }, [token]);
  document.title = texts.value.host.title;
  return (
    <>
      <HostHeader />
      <p class="alert-line" role="alert">
        {alertLine.value}
      </p>
      {token === undefined ? <PinPage /> : <Room />}
    </>
  );
}

function Room() {
  const { common, host } = texts.value;
  const lobby = lobbies.value?.find(({ code }) => code === chosenCode.value);
  if (lobby !== undefined) return <RoomConsole key={lobby.code} lobby={lobby} />;
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
