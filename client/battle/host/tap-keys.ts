/** Two taps on the same button within this time are one intent: nobody means two so fast. */
export const DOUBLE_TAP_MS = 300;

/**
 * A key for each intent of the host: the same for a second tap on the same thing that comes at once,
 * so that the server counts it once; a new one for every other. `now` is in milliseconds.
 */
export function createTapKeys(
  makeKey: () => string,
  now: () => number,
): (intent: string) => string {
  let last = { intent: "", key: "", at: Number.NEGATIVE_INFINITY };
  return (intent) => {
    const isAgain = intent === last.intent && now() - last.at < DOUBLE_TAP_MS;
    // The time of the first tap stays, so that a finger that drums still counts.
    if (!isAgain) last = { intent, key: makeKey(), at: now() };
    return last.key;
  };
}
