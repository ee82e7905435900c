import { chosenCode, lobbies, openLobby } from "./lobbies.ts";
import { texts } from "./texts.ts";

/** Which room is on the console, and the way to another. */
export function LobbyBar() {
  const { common, host } = texts.value;
  const code = chosenCode.value;
  if (code === undefined) return null;
  return (
    <div class="lobby-bar">
      <label>
        <span class="visually-hidden">{host.lobby.choose}</span>
        <select
          class="input"
          value={code}
          onChange={(event) => {
            chosenCode.value = event.currentTarget.value;
          }}
        >
          {lobbies.value?.map((lobby) => (
            <option key={lobby.code} value={lobby.code}>
              {host.lobby.option(lobby.code, common.playerCount(lobby.playerCount))}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="button is-small" onClick={() => void openLobby()}>
        {host.lobby.open}
      </button>
    </div>
  );
}
