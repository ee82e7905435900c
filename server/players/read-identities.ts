import { type EntityManager, In, IsNull } from "typeorm";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { identityRoutes } from "#common/players/identity-api.ts";
import { IdentityEntity, type IdentityRow } from "./identity-entity.ts";
import { LinkChallengeEntity } from "./link-challenge-entity.ts";
import { toLinkChallenge } from "./link-handle.ts";
import { LiveViewerEntity, type LiveViewerRow } from "./live-viewer-entity.ts";

export type Identity = RouteReply<(typeof identityRoutes)["forceLink"]>;

/** A player's linked handles, oldest link first, and the code that still waits for its comment. */
export async function readIdentities(
  manager: EntityManager,
  { playerId, now }: { playerId: string; now: number },
): Promise<RouteReply<(typeof identityRoutes)["listIdentities"]>> {
  const links = await manager.find(IdentityEntity, {
    where: { playerId, unlinkedAtMs: IsNull() },
    order: { id: "ASC" },
  });
  const viewers = await manager.findBy(LiveViewerEntity, {
    viewerId: In(links.map(({ viewerId }) => viewerId)),
  });
  const open = await manager.findOneBy(LinkChallengeEntity, { playerId, endedBy: IsNull() });
  const isWaiting = open !== null && now <= Number(open.expiresAtMs);
  return {
    identities: links.flatMap((link) => {
      const viewer = viewers.find(
        ({ source, viewerId }) => source === link.source && viewerId === link.viewerId,
      );
      return viewer === undefined ? [] : toIdentity(link, viewer);
    }),
    challenge: isWaiting ? toLinkChallenge(open) : null,
  };
}

/** A link as its player and the host see it, under the handle and name the viewer has now. */
export function toIdentity(
  link: IdentityRow,
  { handle, name }: Pick<LiveViewerRow, "handle" | "name">,
): Identity {
  return {
    source: link.source as Identity["source"],
    viewerId: link.viewerId,
    handle,
    name,
    linkedAt: Number(link.linkedAtMs),
    coinsMoved: link.coinsMoved.toString(),
  };
}
