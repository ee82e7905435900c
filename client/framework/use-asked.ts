import { useEffect, useRef, useState } from "preact/hooks";
import type { Outcome, Refusal } from "#common/framework/refusals.ts";

/** What the server has said to a question. The last value stays while it is asked again. */
export interface Asked<Value> {
  value: Value | undefined;
  /** Why the last time brought no value; `silent` = no answer came. */
  problem: Refusal | "silent" | undefined;
  again(): void;
}

/**
 * Asks the server when the component comes, when one of `inputs` changes and, with `everyMs`, again
 * and again while the page is looked at, until `isLast` says of an answer that no other will come. An answer that was overtaken by a later question is dropped.
 */
export function useAsked<Value>(
  ask: () => Promise<Outcome<Value>>,
  inputs: readonly unknown[],
  { everyMs, isLast }: { everyMs?: number; isLast?: (value: Value) => boolean } = {},
): Asked<Value> {
  const [heard, setHeard] = useState<Omit<Asked<Value>, "again">>({
    value: undefined,
    problem: undefined,
  });
  const asked = useRef(0);
  const asking = useRef<ReturnType<typeof setInterval>>(undefined);

  async function again() {
    asked.current += 1;
    const turn = asked.current;
    const answer = await ask().catch(() => undefined);
    if (turn !== asked.current) return;
    if (answer?.ok && isLast?.(answer.value)) clearInterval(asking.current);
    if (answer?.ok) setHeard({ value: answer.value, problem: undefined });
    else setHeard(({ value }) => ({ value, problem: answer?.refusal ?? "silent" }));
  }

  useEffect(() => {
    void again();
    asking.current =
      everyMs === undefined
        ? undefined
        : setInterval(() => {
            if (document.visibilityState === "visible") void again();
          }, everyMs);
    return () => {
      clearInterval(asking.current);
      asked.current += 1;
    };
  }, inputs);
  return { ...heard, again: () => void again() };
}
