import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { Selection } from "./market.ts";

/**
 * A selection of `size` different runners of the field, in the order given. Refusals: those of
 * `Market.normaliseSelection`.
 */
export function normaliseCombination(
  selection: Selection,
  size: number,
  field: ReadonlySet<number>,
): Outcome<Selection, "invalid_input" | "runner_unknown"> {
  if (selection.length !== size || new Set(selection).size !== size) return refuse("invalid_input");
  const unknown = selection.find((runner) => !field.has(runner));
  if (unknown !== undefined) return refuse("runner_unknown", { runner: unknown });
  return accept([...selection]);
}
