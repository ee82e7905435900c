/** At most one call in this time: a screen reader needs it to finish a sentence. */
const QUIET_MS = 3_000;

/**
 * Says when a new leader is worth a word: only when it is another one than was called last, and
 * never twice within 3 s. Returns the saddle number to call, or undefined.
 */
export function createLeadCaller(): (leader: number, localNowMs: number) => number | undefined {
  let calledNumber = 0;
  let calledAtMs = Number.NEGATIVE_INFINITY;
  return (leader, localNowMs) => {
    if (leader === calledNumber || localNowMs - calledAtMs < QUIET_MS) return undefined;
    calledNumber = leader;
    calledAtMs = localNowMs;
    return leader;
  };
}
