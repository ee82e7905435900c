import { knownEngineHashes } from "./engine.ts";
import type { VerifyStep } from "./verify-step.ts";

/**
 * What all steps come to. `engine_unknown`: nothing is wrong as far as it can be looked at, but the
 * rules that ran the race are not here, so that it can't be run again (RACE-3).
 */
export type Verdict = "pass" | "fail" | "engine_unknown";

/** The word on a record by the steps that were looked at, the one before in its lobby included. */
export function verdictOf(
  record: unknown,
  steps: readonly { step: VerifyStep["step"] | "previous"; ok: boolean }[],
): Verdict {
  const fault = steps.find(({ ok }) => !ok);
  if (fault === undefined) return "pass";
  const { engineHash } = (record ?? {}) as { engineHash?: unknown };
  const isUnknown = typeof engineHash === "string" && !knownEngineHashes.has(engineHash);
  return fault.step === "engine" && isUnknown ? "engine_unknown" : "fail";
}
