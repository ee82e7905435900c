import type { EntityManager } from "typeorm";
import type { LiveViewerRow } from "./live-viewer-entity.ts";

/** Writes viewers as they are now, in one statement; their rows are locked. */
export async function storeViewers(
  manager: EntityManager,
  viewers: readonly LiveViewerRow[],
): Promise<void> {
  const input = JSON.stringify(viewers, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  await manager.query(
    `update live_viewers stored set handle = now."handle", handle_key = now."handleKey",
        name = now."name", diamonds_total = now."diamondsTotal",
        gift_coins_granted = now."giftCoinsGranted", watched_minutes = now."watchedMinutes",
        watch_coins_granted = now."watchCoinsGranted", last_seen_minute = now."lastSeenMinute",
        last_session = now."lastSession"
      from jsonb_to_recordset($1::jsonb) now ("source" text, "viewerId" text, "handle" text,
        "handleKey" text, "name" text, "diamondsTotal" bigint, "giftCoinsGranted" bigint,
        "watchedMinutes" int, "watchCoinsGranted" bigint, "lastSeenMinute" int, "lastSession" int)
      where stored.source = now."source" and stored.viewer_id = now."viewerId"`,
    [input],
  );
}
