import { useEffect } from "preact/hooks";
import { signOut } from "#client/framework/host-session.ts";
import { ProblemNote } from "#client/framework/problem-note.tsx";
import type { Asked } from "#client/framework/use-asked.ts";
import { texts } from "./texts.ts";

/** Why there is nothing to show. A token that ran out leads back to the PIN. */
export function Problem({ asked }: { asked: Asked<unknown> }) {
  const { problem } = asked;
  const isSignedOut =
    problem !== "silent" && (problem?.code === "token_expired" || problem?.code === "unauthorized");
  useEffect(() => {
    if (isSignedOut) signOut();
  }, [isSignedOut]);
  return <ProblemNote asked={asked} texts={texts.value} />;
}
