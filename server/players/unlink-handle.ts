import type { DataSource } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { transaction } from "#server/storage/transaction.ts";
import { lockViewers } from "./lock-viewers.ts";
import { readLinks } from "./read-links.ts";
import { unlinkViewer } from "./unlink-viewer.ts";

/** Ends a player's link to a handle; what is in the wallet stays there. */
export function unlinkHandle(
  dataSource: DataSource,
  request: { playerId: string; source: string; viewerId: string; now: number },
): Promise<Outcome<Record<string, never>, "handle_unknown">> {
  const { playerId, source, viewerId, now } = request;
  return transaction(dataSource, async (manager) => {
    const viewerIds = [viewerId];
    await lockViewers(manager, { source, viewerIds });
    const link = (await readLinks(manager, { source, viewerIds })).get(viewerId);
    if (link?.playerId !== playerId) return refuse("handle_unknown");
    await unlinkViewer(manager, { link, at: now, by: "player", isUndone: false });
    return accept({});
  });
}
