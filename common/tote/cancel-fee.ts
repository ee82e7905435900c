/**
 * What cancelling a bet costs: `feeBps` basis points (0 to 10000) of the stake, in chips, rounded up
 * (TOTE-10), so at most the stake. Throws out of range.
 */
export function cancelFee(stake: bigint, feeBps: number): bigint {
  if (stake < 0n) throw new RangeError(`a stake of ${stake}`);
  if (!Number.isInteger(feeBps) || feeBps < 0 || feeBps > 10_000) {
    throw new RangeError(`a fee of ${feeBps} basis points`);
  }
  return (stake * BigInt(feeBps) + 9_999n) / 10_000n;
}
