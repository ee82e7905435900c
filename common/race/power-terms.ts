import type { PowerTerms } from "./powers.ts";

/**
 * The powers a race offers unless the house says otherwise: what moves a runner by itself costs
 * most. `spendMax`: whole chips one player may spend on powers in one race.
 */
export function powerTerms(spendMax: bigint): PowerTerms {
  return {
    costs: { boost: "60", shield: "40", slow: "60", draft: "30", repair: "30" },
    spendMax: spendMax.toString(),
  };
}
