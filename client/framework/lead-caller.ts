/** At most one call in this time: a screen reader needs it to finish a sentence. */
const QUIET_MS = 3_000;

/**
 * Says when a new leader is worth a word: only when it is another one than was called last, and
 * never twice within 3 s. Returns the leader to call, or undefined.
 */
export function createLeadCaller<Leader extends number | string>(): (
  leader: Leader,
  localNowMs: number,
) => Leader | undefined {
  let called: Leader | undefined;
  let calledAtMs = Number.NEGATIVE_INFINITY;
  return (leader, localNowMs) => {
    if (leader === called || localNowMs - calledAtMs < QUIET_MS) return undefined;
    called = leader;
    calledAtMs = localNowMs;
    return leader;
  };
}
