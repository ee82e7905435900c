import type { playerRoutes } from "#common/players/player-api.ts";
import type { AddressLimit } from "#server/framework/address-limits.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";
import type { HostDoor } from "./host-door.ts";
import { joinLobby } from "./join-lobby.ts";
import { resumeSession } from "./resume-session.ts";
import type { PlayerServices } from "./session.ts";

/** The doors of a lobby; joins and resumes of one address share `joinLimit`. */
export function createPlayerHandlers(deps: {
  services: PlayerServices;
  hostDoor: HostDoor;
  joinLimit: AddressLimit;
}): RouteHandlers<typeof playerRoutes> {
  const { services, hostDoor, joinLimit } = deps;
  return {
    async joinLobby({ body, address }) {
      const admitted = await joinLimit.admit(address);
      return admitted.ok ? joinLobby(services, body) : admitted;
    },
    async resumeSession({ body, address }) {
      const admitted = await joinLimit.admit(address);
      return admitted.ok ? resumeSession(services, body) : admitted;
    },
    openHostSession: ({ body, address }) => hostDoor.openSession(body.pin, address),
  };
}
