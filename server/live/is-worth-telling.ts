import type { LiveEvent } from "#common/live/live-event.ts";
import { isValuable } from "./live-buffer.ts";

/** The end of a process may have cost what was heard in its last moments. */
const LAST_MOMENTS_MS = 60_000;

/**
 * Whether a story that is told again has to tell this, which lies `agoMs` before its end: all of the
 * last minute, and before it what rules count on. Known ids change nothing (LIVE INPUT-1).
 */
export function isWorthTelling(event: Pick<LiveEvent, "kind">, agoMs: number): boolean {
  return agoMs < LAST_MOMENTS_MS || isValuable(event);
}
