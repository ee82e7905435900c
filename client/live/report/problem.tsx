import { useEffect } from "preact/hooks";
import { signOut } from "#client/framework/host-session.ts";
import type { Asked } from "#client/framework/use-asked.ts";
import { texts } from "./texts.ts";

/** Why there is nothing to show. A token that ran out leads back to the PIN. */
export function Problem({ asked }: { asked: Asked<unknown> }) {
  const { common, refusals } = texts.value;
  const { problem } = asked;
  const isSignedOut =
    problem !== "silent" && (problem?.code === "token_expired" || problem?.code === "unauthorized");
  useEffect(() => {
    if (isSignedOut) signOut();
  }, [isSignedOut]);
  if (problem === undefined) return null;
  return (
    <div role="alert" class="stack">
      <p class="refusal">
        {problem === "silent" ? common.noAnswer : refusals[problem.code](problem.detail)}
      </p>
      <button type="button" class="button" onClick={asked.again}>
        {common.tryAgain}
      </button>
    </div>
  );
}
