import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";

const RATE = /^([01])(?:\.(\d{1,4})0*)?$/;

/**
 * A decimal rate from 0 to 1 in basis points, exact: `"0.05"` is 500, `"1"` is 10000. At most 4
 * decimals that are not zeros. Anything else (a sign, a percent sign, an exponent, `.5`, spaces) is
 * `invalid_input` with `detail.rate`.
 */
export function parseRate(text: string): Outcome<number, "invalid_input"> {
  const [, whole, decimals = ""] = RATE.exec(text) ?? [];
  const bps = Number(whole) * 10_000 + Number(decimals.padEnd(4, "0"));
  if (whole === undefined || bps > 10_000) return refuse("invalid_input", { rate: text });
  return accept(bps);
}
