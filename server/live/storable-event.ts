import type { LiveEvent } from "#common/live/live-event.ts";

/** What PostgreSQL refuses, as JSON.stringify writes it: NUL and halves of surrogate pairs. */
const REFUSED = /\\u(?:0000|d[89a-f])/;

/** Whether the database can keep what JSON.stringify wrote; in doubt (an escaped backslash) it says no. */
export function isStorable(json: string): boolean {
  return !REFUSED.test(json);
}

/**
 * An event as the database can keep it. Sources clean what they know to be text; an id or a gift's
 * name with a NUL in it must not cost the gift.
 */
export function toStorable(event: LiveEvent): LiveEvent {
  const json = JSON.stringify(event, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value,
  );
  return JSON.parse(json) as LiveEvent;
}
