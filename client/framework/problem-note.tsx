import type { common } from "#client/languages/en/common.ts";
import type { refusals } from "#client/languages/en/refusals.ts";
import type { Asked } from "./use-asked.ts";

/** Why a question got no answer, in the texts of its page, and the way to ask again. */
export function ProblemNote({
  asked,
  texts,
}: {
  asked: Asked<unknown>;
  texts: { common: Pick<typeof common, "noAnswer" | "tryAgain">; refusals: typeof refusals };
}) {
  const { problem, again } = asked;
  if (problem === undefined) return null;
  return (
    <div role="alert" class="stack">
      <p class="refusal">
        {problem === "silent"
          ? texts.common.noAnswer
          : texts.refusals[problem.code](problem.detail)}
      </p>
      <button type="button" class="button" onClick={again}>
        {texts.common.tryAgain}
      </button>
    </div>
  );
}
