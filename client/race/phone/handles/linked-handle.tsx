import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { Question } from "#client/framework/question.tsx";
import type { IdentityWire } from "#common/players/identity-api.ts";
import { seat } from "../seat.ts";
import { texts } from "./texts.ts";

/** A handle of mine, and the way to let it go. */
export function LinkedHandle(props: { identity: IdentityWire; onUnlinked: () => void }) {
  const { identity, onUnlinked } = props;
  const { common, handles, refusals } = texts.value;
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const since = new Date(identity.linkedAt).toLocaleDateString(language.value, {
    dateStyle: "medium",
  });

  async function unlink() {
    const { source, viewerId } = identity;
    const answer = await call("POST", "/identities/unlink", {
      body: { source, viewerId },
      token: seat.value?.token,
    }).catch(() => undefined);
    if (answer?.ok) return onUnlinked();
    const { code, detail } = answer?.refusal ?? {};
    setProblem(code === undefined ? common.noAnswer : refusals[code](detail));
  }

  return (
    <li class="linked-handle">
      <span class="stack">
        <bdi class="label">@{identity.handle}</bdi>
        <small class="dim">
          {handles.since(since)}
          {identity.coinsMoved !== "0" &&
            ` · ${handles.coinsMoved(formatAmount(identity.coinsMoved, language.value))}`}
        </small>
      </span>
      <button
        type="button"
        class="button is-small"
        aria-label={handles.unlinkLabel(identity.handle)}
        onClick={() => setAsked(true)}
      >
        {handles.unlink}
      </button>
      <p role="alert" class="refusal" hidden={problem === undefined}>
        {problem}
      </p>
      {isAsked && (
        <Question
          heading={handles.unlinkQuestion(identity.handle)}
          yes={handles.unlink}
          no={handles.unlinkNo}
          isDanger
          onAnswer={(isYes) => {
            setAsked(false);
            if (isYes) void unlink();
          }}
        >
          <p>{handles.unlinkDetail}</p>
        </Question>
      )}
    </li>
  );
}
