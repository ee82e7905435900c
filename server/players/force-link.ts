import type { DataSource, EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { foldHandle } from "#common/players/handle.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { openWallets } from "#server/ledger/open-wallets.ts";
import { transaction } from "#server/storage/transaction.ts";
import { recordHostAction } from "./host-actions.ts";
import { linkViewer } from "./link-viewer.ts";
import { LiveViewerEntity, type LiveViewerRow } from "./live-viewer-entity.ts";
import { lockPlayer } from "./lock-player.ts";
import { lockViewers } from "./lock-viewers.ts";
import { type Identity, toIdentity } from "./read-identities.ts";
import { readLinks } from "./read-links.ts";

/**
 * Links a handle to a player by the host's hand, with the coins that wait on it, and writes down that
 * it was done. Where several viewers have borne the handle, it is the one seen last. A link to the
 * same player is answered as it is; one to another player has to be ended first.
 */
export function forceLink(
  dataSource: DataSource,
  request: {
    source: string;
    handle: string;
    playerId: string;
    reason: string;
    /** The server's clock, epoch milliseconds. */
    now: number;
  },
): Promise<Outcome<Identity, "handle_unknown" | "not_found" | "handle_linked">> {
  const { source, playerId, reason, now } = request;
  return transaction(dataSource, async (manager) => {
    const viewer = await findViewer(manager, { source, handleKey: foldHandle(request.handle) });
    if (viewer === undefined) return refuse("handle_unknown");
    if ((await lockPlayer(manager, playerId)) === null) return refuse("not_found");
    const { viewerId, handle } = viewer;
    const link = (await readLinks(manager, { source, viewerIds: [viewerId] })).get(viewerId);
    if (link !== undefined && link.playerId !== playerId) return refuse("handle_linked");
    if (link !== undefined) return accept(toIdentity(link, viewer));

    await openWallets(manager, [playerId], "coins");
    await lockWallets(manager, [playerId], "coins");
    const linked = await linkViewer(manager, { viewer, link, playerId, at: now, by: "host" });
    await recordHostAction(manager, {
      at: now,
      action: "force_link",
      target: `player:${playerId}`,
      detail: { source, viewerId, handle, reason, coinsMoved: linked.coinsMoved.toString() },
    });
    return accept(toIdentity(linked, viewer));
  });
}

/** The viewer who bears this handle now, locked. */
async function findViewer(
  manager: EntityManager,
  { source, handleKey }: { source: string; handleKey: string },
): Promise<LiveViewerRow | undefined> {
  const found = await manager.findOne(LiveViewerEntity, {
    where: { source, handleKey },
    order: { lastSeenMinute: { direction: "DESC", nulls: "LAST" }, viewerId: "ASC" },
  });
  if (found === null) return undefined;
  const { viewerId } = found;
  return (await lockViewers(manager, { source, viewerIds: [viewerId] })).get(viewerId);
}
