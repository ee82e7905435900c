import type { PowerTerms } from "#common/race/powers.ts";
import type { MarketRules } from "#common/tote/market-rules.ts";

/** Everything the house promises for one race, as the row and the record keep it and its hash covers it. */
export type RaceTerms = MarketRules & {
  /** Absent: this race has no powers. */
  powers?: PowerTerms;
};
