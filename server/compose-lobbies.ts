import { refuse } from "#common/framework/refusals.ts";
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
      const stage = await stages.service.find(row.code);
      if (stage !== undefined && hasSpilled(stages, stage.id)) return refuse("lobby_busy");
      const closed = await races.close(row);
      if (closed.ok) await stages.service.close(row.code);
      return closed;
    },
  };
}

/** Gifts that wait on the disk are recorded for their stage; nobody would take them up after its end. */
function hasSpilled({ directory }: Stages, roomId: string): boolean {
  return (directory.find(roomId)?.live.status.spilled ?? 0) > 0;
}

/**
 * Opens what the database knows, and a first lobby where it knows none. A stage whose lobby was closed
 * without it, by a process that ended in between, is closed.
 */
export async function openLobbies(
  host: RoomHost,
  { lobbies, stages }: { lobbies: LobbyService; stages: Stages },
): Promise<void> {
  await host.recover();
  const known = await lobbies.list();
  if (known.length === 0) await lobbies.open();
  // Lobbies that are older than stages.
  for (const { code } of known) await stages.service.ensureStage(code);
  const codes = new Set((await lobbies.list()).map(({ code }) => code));
  for (const { id, code } of await stages.service.list()) {
    if (!codes.has(code) && !hasSpilled(stages, id)) await stages.service.close(code);
  }
}
