import { useState } from "preact/hooks";
import { Question } from "#client/framework/question.tsx";
import type { RaceView, RunnerView } from "#client/race/race-view.ts";
import type { Desk } from "./desk.ts";
import { texts } from "./texts.ts";

/** Takes a runner out of a race that is not locked yet, after asking. */
export function ScratchButton(props: { desk: Desk; view: RaceView; runner: RunnerView }) {
  const { desk, view, runner } = props;
  const { host, words } = texts.value;
  const { scratch } = host;
  const [isAsked, setAsked] = useState(false);
  const isOpen = view.phase === "lobby" || view.phase === "betting";
  if (runner.isScratched) return <small class="tag">{words.scratched}</small>;
  if (!isOpen) return null;
  const name = `#${runner.number} ${runner.name}`;
  return (
    <>
      <button
        type="button"
        class="button is-small is-quiet"
        aria-label={scratch.label(name)}
        onClick={() => setAsked(true)}
      >
        {scratch.button}
      </button>
      {isAsked && (
        <Question
          heading={scratch.question(name)}
          yes={scratch.button}
          no={scratch.no}
          isDanger
          onAnswer={(isYes) => {
            setAsked(false);
            if (isYes) void desk.scratchRunner(runner.number);
          }}
        >
          <p>{scratch.detail}</p>
          {view.marketRules.fixedPrices !== undefined && <p>{scratch.detailFixed}</p>}
        </Question>
      )}
    </>
  );
}
