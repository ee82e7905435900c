import type { WaitingEvent } from "./live-buffer.ts";

/** The events in their order, cut where the session changes. */
export function splitBySession(waiting: readonly WaitingEvent[]): WaitingEvent[][] {
  const parts: WaitingEvent[][] = [];
  for (const item of waiting) {
    const last = parts.at(-1);
    if (last?.[0]?.session === item.session) last.push(item);
    else parts.push([item]);
  }
  return parts;
}
