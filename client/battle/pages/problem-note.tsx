import type { Asked } from "#client/framework/use-asked.ts";
import { texts } from "./texts.ts";

/** Why a question got no answer, and the way to ask again. */
export function ProblemNote({ asked }: { asked: Asked<unknown> }) {
  const { common, refusals } = texts.value;
  const { problem, again } = asked;
  if (problem === undefined) return null;
  return (
    <div role="alert" class="stack">
      <p class="refusal">
        {problem === "silent" ? common.noAnswer : refusals[problem.code](problem.detail)}
      </p>
      <button type="button" class="button" onClick={again}>
        {common.tryAgain}
      </button>
    </div>
  );
}
