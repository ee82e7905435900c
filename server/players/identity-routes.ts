import type { DataSource } from "typeorm";
import { accept } from "#common/framework/refusals.ts";
import type { identityRoutes } from "#common/players/identity-api.ts";
import { playerIdOf } from "#server/framework/caller.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import { forceLink } from "./force-link.ts";
import { linkHandle } from "./link-handle.ts";
import { readIdentities } from "./read-identities.ts";
import { unlinkHandle } from "./unlink-handle.ts";

/** A player's handles on live platforms. */
export function createIdentityHandlers(deps: {
  dataSource: DataSource;
  /** The server's clock, epoch milliseconds. */
  now(): number;
  /** Codes a player may ask for in an hour. */
  codesPerHourMax: number;
  /** Players whose coins or handles a host has changed. */
  onWalletsChanged(playerIds: readonly string[]): void;
}): RouteHandlers<typeof identityRoutes> {
  const { dataSource, now, codesPerHourMax, onWalletsChanged } = deps;
  return {
    async listIdentities({ caller }) {
      const playerId = playerIdOf(caller);
      return accept(await readIdentities(dataSource.manager, { playerId, now: now() }));
    },
    linkHandle({ caller, body }) {
      const playerId = playerIdOf(caller);
      return linkHandle(dataSource, { ...body, playerId, now: now(), codesPerHourMax });
    },
    unlinkHandle({ caller, body }) {
      return unlinkHandle(dataSource, { ...body, playerId: playerIdOf(caller), now: now() });
    },
    async forceLink({ body }) {
      const linked = await forceLink(dataSource, { ...body, now: now() });
      if (linked.ok) onWalletsChanged([body.playerId]);
      return linked;
    },
  };
}
