import { formatTimeLeft } from "#client/framework/format-time.ts";
import type { LinkChallengeWire } from "#common/players/identity-api.ts";
import { texts } from "./texts.ts";

/** What to comment, from which handle, and for how long it is good. `onDrop` goes back to the form. */
export function ChallengeCard(props: {
  challenge: LinkChallengeWire;
  leftMs: number;
  onDrop: () => void;
}) {
  const { challenge, leftMs, onDrop } = props;
  const { handles } = texts.value;
  return (
    <div class="challenge stack">
      {leftMs > 0 ? (
        <>
          <p>{handles.say}</p>
          <p class="challenge-code numeral">{handles.comment(challenge.code)}</p>
          <p class="hint">{handles.from(challenge.handle)}</p>
          <p class="label" role="timer">
            {handles.left(formatTimeLeft(leftMs))}
          </p>
        </>
      ) : (
        <p>{handles.expired}</p>
      )}
      <button type="button" class="button is-quiet" onClick={onDrop}>
        {leftMs > 0 ? handles.another : handles.ask}
      </button>
    </div>
  );
}
