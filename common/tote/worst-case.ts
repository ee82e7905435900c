/** What the house has taken on one runner at fixed odds, and would pay if it wins alone. Chips. */
export interface FixedExposure {
  stakes: bigint;
  payouts: bigint;
}

/**
 * The most the house may lose on a race at fixed odds (TOTE-8): the largest sum it would pay on one
 * runner, less all stakes; at least 0. A dead heat never costs more: each of the tied is paid its
 * part alone.
 */
export function worstCase(exposures: Iterable<FixedExposure>): bigint {
  let staked = 0n;
  let largest = 0n;
  for (const { stakes, payouts } of exposures) {
    staked += stakes;
    if (payouts > largest) largest = payouts;
  }
  return largest > staked ? largest - staked : 0n;
}
