const EASE_MS = 170;
/** A longer step is a page that slept: nothing rolls over it. */
const JUMP_MS = 1_500;

/**
 * A figure on its way to what it should say, `elapsedMs` later: quick at first, then slower, whole
 * when it arrives. Never past the target, on whichever side it comes from.
 */
export function rollFigure(shown: number, target: number, elapsedMs: number): number {
  if (elapsedMs >= JUMP_MS) return target;
  const step = (target - shown) * (1 - Math.exp(-elapsedMs / EASE_MS));
  const next = shown + step;
  return Math.abs(target - next) < 0.5 ? target : next;
}
