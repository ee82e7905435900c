import type { BattleShow } from "./battle-show.ts";

/** The stages whose rooms are open in this process, for whoever comes by HTTP. */
export interface StageDirectory {
  opened(roomId: string, show: BattleShow): void;
  closed(roomId: string): void;
  /** Undefined when the room is not open here: then it is on its way, in this process or another. */
  find(roomId: string): BattleShow | undefined;
}

export function createStageDirectory(): StageDirectory {
  const shows = new Map<string, BattleShow>();
  return {
    opened: (roomId, show) => void shows.set(roomId, show),
    closed: (roomId) => void shows.delete(roomId),
    find: (roomId) => shows.get(roomId),
  };
}
