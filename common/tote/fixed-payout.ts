/**
 * What a bet at a fixed price pays when it wins (TOTE-8): stake × price × places / tied, in chips,
 * rounded down, stake included. `price` is hundredths per chip, more than 100; `tied` is how many
 * runners dead-heat over the `places` that win, so `places` is at most `tied`. Half a price can be
 * less than the stake. Throws out of range.
 */
export function fixedPayout(bet: {
  stake: bigint;
  price: number;
  tied?: number;
  places?: number;
}): bigint {
  const { stake, price, tied = 1, places = 1 } = bet;
  if (stake < 0n) throw new RangeError(`a stake of ${stake}`);
  if (!Number.isSafeInteger(price) || price <= 100) throw new RangeError(`a price of ${price}`);
  if (!Number.isSafeInteger(places) || !Number.isSafeInteger(tied) || places < 1 || places > tied) {
    throw new RangeError(`${tied} runners on ${places} places`);
  }
  return (stake * BigInt(price) * BigInt(places)) / (100n * BigInt(tied));
}
