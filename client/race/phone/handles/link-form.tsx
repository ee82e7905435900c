import { useState } from "preact/hooks";
import { call } from "#client/framework/http.ts";
import type { LinkChallengeWire } from "#common/players/identity-api.ts";
import { seat } from "../seat.ts";
import { texts } from "./texts.ts";

const HANDLE_LENGTH_MAX = 80;

/** Names a handle and asks for a code. */
export function LinkForm({ onChallenge }: { onChallenge: (challenge: LinkChallengeWire) => void }) {
  const { common, handles, refusals } = texts.value;
  const [handle, setHandle] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function ask() {
    setBusy(true);
    const answer = await call("POST", "/identities/link", {
      body: { source: "tiktok", handle: handle.trim() },
      token: seat.value?.token,
    }).catch(() => undefined);
    setBusy(false);
    if (answer?.ok) return onChallenge(answer.value);
    const { code, detail } = answer?.refusal ?? {};
    setProblem(code === undefined ? common.noAnswer : refusals[code](detail));
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <label class="stack">
        <span class="label">{handles.handle}</span>
        <input
          class="input"
          required
          pattern=".*\S.*"
          maxLength={HANDLE_LENGTH_MAX}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={handle}
          onInput={(event) => setHandle(event.currentTarget.value)}
        />
      </label>
      <p role="alert" class="refusal" hidden={problem === undefined}>
        {problem}
      </p>
      <button type="submit" class="button" disabled={isBusy}>
        {isBusy ? handles.asking : handles.ask}
      </button>
    </form>
  );
}
