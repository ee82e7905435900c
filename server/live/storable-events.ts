import type { LiveEvent } from "#common/live/live-event.ts";

/** What PostgreSQL's jsonb refuses, as JSON.stringify writes it: NUL and halves of surrogate pairs. */
const REFUSED = /\\u(?:0000|d[89a-f])/;

/**
 * Events as the database can keep them, beside their JSON. Sources clean what they know to be text;
 * an id or a gift's name with a NUL in it must not cost the gift.
 */
export function toStorableEvents(events: readonly LiveEvent[]): {
  events: readonly LiveEvent[];
  json: string;
} {
  const json = JSON.stringify(events);
  if (!REFUSED.test(json)) return { events, json };
  const cleanJson = JSON.stringify(events, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value,
  );
  return { events: JSON.parse(cleanJson) as LiveEvent[], json: cleanJson };
}
