import { useState } from "preact/hooks";
import { Question } from "#client/framework/question.tsx";
import { chosenCode, closeLobby, lobbies, openLobby } from "./lobbies.ts";
import { texts } from "./texts.ts";

/** Which room is on the console; open another, close this one. */
export function LobbyBar() {
  const { common, host } = texts.value;
  const [isClosing, setClosing] = useState(false);
  const open = lobbies.value ?? [];
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
          {open.map((lobby) => (
            <option key={lobby.code} value={lobby.code}>
              {host.lobby.option(lobby.code, common.playerCount(lobby.playerCount))}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="button is-small" onClick={() => void openLobby()}>
        {host.lobby.open}
      </button>
      <button type="button" class="button is-small is-quiet" onClick={() => setClosing(true)}>
        {host.lobby.close}
      </button>
      {isClosing && (
        <Question
          heading={host.lobby.closeQuestion(code)}
          yes={host.lobby.close}
          no={common.back}
          isDanger
          onAnswer={(isYes) => {
            setClosing(false);
            if (isYes) void closeLobby(code);
          }}
        >
          <p>{host.lobby.closeDetail}</p>
        </Question>
      )}
    </div>
  );
}
