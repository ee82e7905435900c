/** A finished race must have shown its seed within this time, milliseconds (RACE-6 f). */
export const REVEAL_WITHIN_MS = 60_000;

/**
 * Whether a race that has shown no seed is to be called BROKEN: 60 s have passed since the last runner
 * crossed the line. All times are epoch milliseconds of the server's clock; `offAt` is the off, 0 or
 * null before it. Without `finishTimesMs`, by runner, 0 = still running or scratched, it is not over.
 */
export function revealIsLate({
  offAt,
  finishTimesMs,
  now,
}: {
  offAt: number | null;
  finishTimesMs: readonly number[];
  now: number;
}): boolean {
  const lastMs = Math.max(0, ...finishTimesMs);
  if (offAt === null || offAt === 0 || lastMs === 0) return false;
  return now - (offAt + lastMs) > REVEAL_WITHIN_MS;
}
