/** What is looked at, in the order it is; a record of format 1 has no seed chain, entropy or powers. */
export type VerifyStepName =
  | "schema"
  | "card"
  | "terms"
  | "commitment"
  | "seed chain"
  | "bets"
  | "entropy"
  | "seed"
  | "receipts"
  | "engine"
  | "race"
  | "powers"
  | "pools"
  | "payouts"
  | "record";

/** One thing that was looked at; `detail` is a sentence in English. */
export type VerifyStep = { step: VerifyStepName; ok: boolean; detail: string };

/** What one check found. */
export type Finding = Omit<VerifyStep, "step">;

export function pass(detail: string): Finding {
  return { ok: true, detail };
}

export function fail(detail: string): Finding {
  return { ok: false, detail };
}

/** The finding on a figure that was computed anew. */
export function compare(
  what: string,
  computed: string | number,
  recorded: string | number,
): Finding {
  return computed === recorded
    ? pass(`${what} is ${computed}`)
    : fail(`${what} is ${computed}, the record says ${recorded}`);
}

/** The first that fails; else the last. */
export function firstFault(findings: [Finding, ...Finding[]]): Finding {
  return findings.find(({ ok }) => !ok) ?? (findings.at(-1) as Finding);
}
