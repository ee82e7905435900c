import { useState } from "preact/hooks";
import { Question } from "#client/framework/question.tsx";
import type { Desk } from "./desk.ts";
import { texts } from "./texts.ts";

const REASON_LENGTH_MAX = 120;

/** Asks for the reason, then calls the race off. */
export function VoidQuestion({ desk, onDone }: { desk: Desk; onDone: () => void }) {
  const words = texts.value.host.void;
  const [reason, setReason] = useState(words.reasons[0] ?? "");
  return (
    <Question
      heading={words.question}
      yes={words.confirm}
      no={words.cancel}
      isDanger
      onAnswer={(isYes) => {
        onDone();
        if (isYes) void desk.voidRace(reason);
      }}
    >
      <p>{words.detail}</p>
      <label class="stack">
        <span class="label">{words.reason}</span>
        <input
          class="input"
          required
          pattern=".*\S.*"
          maxLength={REASON_LENGTH_MAX}
          list="void-reasons"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <datalist id="void-reasons">
        {words.reasons.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </Question>
  );
}
