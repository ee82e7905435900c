import type { EntityManager } from "typeorm";
import { foldHandle } from "#common/players/handle.ts";
import { LiveViewerEntity, type LiveViewerRow } from "./live-viewer-entity.ts";

/**
 * Locks viewers of a platform for this transaction, ascending by id, and answers them by id; one that
 * has never been met is not in the map. Their place is before the wallets (see `lockWallets`).
 */
export async function lockViewers(
  manager: EntityManager,
  { source, viewerIds }: { source: string; viewerIds: readonly string[] },
): Promise<Map<string, LiveViewerRow>> {
  const rows = await manager
    .createQueryBuilder(LiveViewerEntity, "viewer")
    .where("viewer.source = :source and viewer.viewerId = any(:viewerIds)", { source, viewerIds })
    .orderBy("viewer.viewerId")
    .setLock("for_no_key_update")
    .getMany();
  return new Map(rows.map((row) => [row.viewerId, row]));
}

/** Makes rows for those of these viewers who have none, ascending by id, with nothing earned. */
export async function meetViewers(
  manager: EntityManager,
  viewers: readonly Pick<LiveViewerRow, "source" | "viewerId" | "handle" | "name">[],
): Promise<void> {
  if (viewers.length === 0) return;
  const rows = viewers.map((viewer) => ({ ...viewer, handleKey: foldHandle(viewer.handle) }));
  await manager.query(
    `insert into live_viewers (source, viewer_id, handle, handle_key, name)
      select "source", "viewerId", "handle", "handleKey", "name"
      from jsonb_to_recordset($1::jsonb)
        viewer ("source" text, "viewerId" text, "handle" text, "handleKey" text, "name" text)
      order by "viewerId" on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
