/**
 * Draws from 0 to `count` − 1, number k with a weight of 1 / (k + 1)^`exponent`; an exponent of 0 is
 * uniform. `random` answers 0 ≤ x < 1.
 */
export function zipf(count: number, exponent: number, random: () => number): () => number {
  const upTo = new Float64Array(count);
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    sum += (k + 1) ** -exponent;
    upTo[k] = sum;
  }
  return () => firstAbove(upTo, random() * sum);
}

/** Index of the first entry of an ascending list that is more than `value`. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
