import { randomUUID } from "node:crypto";
import type { DurableRoomRow, RoomLeases } from "#server/framework/durable-room.ts";
import { isUniqueViolation } from "#server/storage/sql-state.ts";
import type { StageDirectory } from "./stage-directory.ts";

/** Stages: the durable rooms of type "battle", each under the code of its lobby. */
export interface StageService {
  /** The stage of a lobby's code; its room is opened here if there is none yet. */
  ensureStage(code: string): Promise<DurableRoomRow>;
  /** The stage of a code, or the newest one for `current`. */
  find(code: string): Promise<DurableRoomRow | undefined>;
  list(): Promise<DurableRoomRow[]>;
  /**
   * Closes a stage with its lobby: its LIVE is left, a battle that is on is dropped. False when there
   * is none or its room is not open here.
   */
  close(code: string): Promise<boolean>;
}

export function createStageService(deps: {
  leases: RoomLeases;
  directory: StageDirectory;
  /** Opens the room of a fresh row in this process. */
  openRoom(row: DurableRoomRow): Promise<void>;
  /** Closes the room of a row if this process has it; false when it does not. */
  closeRoom(roomId: string): Promise<boolean>;
}): StageService {
  const { leases } = deps;

  const find: StageService["find"] = async (code) =>
    code === "current" ? (await leases.listOpen("battle"))[0] : leases.findOpen("battle", code);

  return {
    find,
    list: () => leases.listOpen("battle"),
    async ensureStage(code) {
      const open = await leases.findOpen("battle", code);
      if (open !== undefined) return open;
      const row = await insert(leases, code);
      if (row !== undefined) {
        await deps.openRoom(row);
        return row;
      }
      // Somebody else was faster.
      const other = await leases.findOpen("battle", code);
      if (other === undefined) throw new Error(`stage ${code} was closed while it was opened`);
      return other;
    },
    async close(code) {
      const row = await leases.findOpen("battle", code);
      const open = row && deps.directory.find(row.id);
      if (row === undefined || open === undefined) return false;
      const { show, live } = open;
      await live.disconnect();
      if (show.isBusy && show.row !== undefined) await show.reset(show.row.id);
      return deps.closeRoom(row.id);
    },
  };
}

async function insert(leases: RoomLeases, code: string): Promise<DurableRoomRow | undefined> {
  try {
    return await leases.open({ id: randomUUID(), type: "battle", code, settings: {} });
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}
