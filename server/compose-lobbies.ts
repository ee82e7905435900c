import type { AppOptions } from "./app-options.ts";
import type { Stages } from "./compose-stages.ts";
import type { RoomLeases } from "./framework/durable-room.ts";
import type { RoomHost } from "./framework/room-host.ts";
import { createLobbyService, type LobbyService } from "./race/lobby-service.ts";

/** Lobbies with their stages: one code opens and closes both. */
export function composeLobbies(
  { dataSource }: AppOptions,
  services: {
    leases: RoomLeases;
    host: RoomHost;
    stages: Stages;
    /** Address of the phone page as the LAN sees it, without a slash at its end. */
    phoneUrl(): string;
  },
): LobbyService {
  const { leases, host, stages, phoneUrl } = services;
  const races = createLobbyService({
    dataSource,
    leases,
    async openRoom(row) {
      await host.open(row);
      await stages.service.ensureStage(row.code);
    },
    closeRoom: host.close,
    phoneUrl,
  });
  return {
    ...races,
    async close(row) {
      const closed = await races.close(row);
      if (closed.ok) await stages.service.close(row.code);
      return closed;
    },
  };
}

/** Opens what the database knows, and a first lobby where it knows none. */
export async function openLobbies(
  host: RoomHost,
  { lobbies, stages }: { lobbies: LobbyService; stages: Stages },
): Promise<void> {
  await host.recover();
  const known = await lobbies.list();
  if (known.length === 0) await lobbies.open();
  // Lobbies that are older than stages.
  for (const { code } of known) await stages.service.ensureStage(code);
}
