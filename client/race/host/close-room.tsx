import { useState } from "preact/hooks";
import { Question } from "#client/framework/question.tsx";
import { closeLobby } from "./lobbies.ts";
import { texts } from "./texts.ts";

/** Closes a room, after asking. */
export function CloseRoom({ code }: { code: string }) {
  const { common, host } = texts.value;
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <button type="button" class="button is-small is-quiet" onClick={() => setAsked(true)}>
        {host.lobby.close}
      </button>
      {isAsked && (
        <Question
          heading={host.lobby.closeQuestion(code)}
          yes={host.lobby.close}
          no={common.back}
          isDanger
          onAnswer={(isYes) => {
            setAsked(false);
            if (isYes) void closeLobby(code);
          }}
        >
          <p>{host.lobby.closeDetail}</p>
        </Question>
      )}
    </>
  );
}
