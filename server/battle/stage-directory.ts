import type { BattleShow } from "./battle-show.ts";
import type { StageLive } from "./live-port.ts";

/** A stage whose room is open in this process. */
export interface OpenStage {
  show: BattleShow;
  live: StageLive;
}

/** The stages of this process, for whoever does not come through their rooms. */
export interface StageDirectory {
  opened(roomId: string, stage: OpenStage): void;
  closed(roomId: string): void;
  /** Undefined when the room is not open here: then it is on its way, in this process or another. */
  find(roomId: string): OpenStage | undefined;
}

export function createStageDirectory(): StageDirectory {
  const stages = new Map<string, OpenStage>();
  return {
    opened: (roomId, stage) => void stages.set(roomId, stage),
    closed: (roomId) => void stages.delete(roomId),
    find: (roomId) => stages.get(roomId),
  };
}
