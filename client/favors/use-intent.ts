import { useRef, useState } from "preact/hooks";
import { makeSecret } from "#client/framework/make-secret.ts";
import { isRetryable, type Outcome } from "#common/framework/refusals.ts";
import { texts } from "./texts.ts";

/** One thing a thumb wants done, once. */
export interface Intent<Value> {
  isBusy: boolean;
  /** Why it was not done, in words. */
  problem: string | undefined;
  /** Sends it; where no answer came, the same again is the same intent. Undefined when it was not done. */
  go(send: (key: string) => Promise<Outcome<Value>>): Promise<Value | undefined>;
}

/**
 * Gives an intent its key, and keeps it until the server has decided: a tap after a lost answer is
 * answered with what happened, not done twice (IDEMPOTENCY). `about` names the intent; another one
 * has another key.
 */
export function useIntent<Value>(about: string): Intent<Value> {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const kept = useRef<{ about: string; key: string }>(undefined);

  async function go(send: (key: string) => Promise<Outcome<Value>>): Promise<Value | undefined> {
    if (kept.current?.about !== about) kept.current = { about, key: makeSecret() };
    setBusy(true);
    const answer = await send(kept.current.key).catch(() => undefined);
    setBusy(false);
    if (answer === undefined) {
      setProblem(texts.value.common.noAnswer);
      return undefined;
    }
    if (answer.ok || !isRetryable(answer.refusal.code)) kept.current = undefined;
    if (answer.ok) {
      setProblem(undefined);
      return answer.value;
    }
    setProblem(texts.value.refusals[answer.refusal.code](answer.refusal.detail));
    return undefined;
  }
  return { isBusy, problem, go };
}
