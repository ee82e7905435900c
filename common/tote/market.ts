import type { Outcome } from "#common/framework/refusals.ts";

/** The bet types offered. A new one is a name here and a `Market` in `markets.ts`. */
export const marketNames = ["win", "place", "show", "exacta", "quinella", "trifecta"] as const;
export type MarketName = (typeof marketNames)[number];

/** The runners a bet names, by saddle number (1 to 24), in the form `normaliseSelection` gives. */
export type Selection = readonly number[];

/**
 * An order of finish: saddle numbers by placing, first to last. Runners in one list dead-heat and
 * take as many places as they are: `[[4], [1, 7], [2]]` puts 1 and 7 second and 2 fourth.
 */
export type OrderOfFinish = readonly (readonly number[])[];

/** One accepted bet, as a pool sees it. `stake` is whole chips, at least 1. */
export interface ToteBet {
  /** Unique within the pool. */
  id: string;
  selection: Selection;
  stake: bigint;
}

/** How a pool is cut and rounded (TOTE-2, TOTE-7). */
export interface ToteRules {
  /** Kept first from the gross pool, in basis points, 0 to 10000; the chips are rounded down. */
  takeoutBps: number;
  /** The stake, in chips, for which `breakUnit` and `minimumDividend` are stated; absent: 100. */
  dividendUnit?: bigint;
  /**
   * Chips per `dividendUnit` (at least 1) to a multiple of which a dividend is rounded down, as
   * racetracks do: 10 of 100 is the dime, 5 the nickel. Absent: no breaking, each payout is the exact
   * floor.
   */
  breakUnit?: bigint;
  /**
   * The least a winner is paid, in chips per `dividendUnit`; absent: that unit, the stake. More is for
   * a house whose bankroll covers the worst case: it fills up the minus pool.
   */
  minimumDividend?: bigint;
}

/**
 * A part of a pool's profit and those who share it: every chip staked on any of `selections` gets
 * the same dividend. The part is `numerator / denominator` of the profit; the parts of one pool
 * sum to 1.
 */
export interface ProfitShare {
  selections: readonly Selection[];
  numerator: bigint;
  denominator: bigint;
}

/** One bet type: what may be selected and who wins. The money is the same for all: `settleMarket`. */
export interface Market<Name extends string = string> {
  name: Name;
  /** How many runners a selection names. */
  selectionSize: number;
  /** How many of the first places decide it. Only the fallback of a single runner looks one further. */
  places: number;
  /** Runners at lock below which the pool goes back (TOTE-1). */
  runnersMin: number;
  /**
   * The one form of a selection under which stakes are pooled. `field` holds the saddle numbers that
   * can be backed. Refusals: `invalid_input` (wrong count, or a runner named twice),
   * `runner_unknown` (not in `field`; `detail.runner`).
   */
  normaliseSelection(
    selection: Selection,
    field: ReadonlySet<number>,
  ): Outcome<Selection, "invalid_input" | "runner_unknown">;
  /**
   * Who shares the profit, best placed first, after the market's own fallbacks (TOTE-3 to TOTE-5).
   * `backed` holds each backed selection once. Only backed selections are named; an empty answer
   * means that nobody covered the result and the pool goes back.
   */
  profitShares(order: OrderOfFinish, backed: readonly Selection[]): readonly ProfitShare[];
}
