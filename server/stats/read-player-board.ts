import type { EntityManager } from "typeorm";
import { type BoardFold, type BoardScope, type FoldedLine, foldBoard } from "./fold-board.ts";

/** One player of a board, best first. */
export type BoardLine = { playerId: string } & FoldedLine;

/**
 * All players with something settled in the official races of the scope: the highest net first, of
 * equals who has stood at it longest, then the lower id. A net that has come back to a former figure
 * has stood there since it came back. With a fold of an earlier time only the races since are read.
 */
export async function readPlayerBoard(
  manager: EntityManager,
  scope: BoardScope,
  fold: BoardFold = { raceIds: new Set(), lines: new Map() },
): Promise<BoardLine[]> {
  await foldBoard(manager, fold, scope);
  return [...fold.lines]
    .toSorted(([idA, a], [idB, b]) => {
      if (a.net !== b.net) return a.net > b.net ? -1 : 1;
      return reachedAt(a) - reachedAt(b) || (idA < idB ? -1 : 1);
    })
    .map(([playerId, line]) => ({ playerId, ...line }));
}

/** Who never left 0 has stood there from the first race on. */
function reachedAt({ changedAt, beganAt }: FoldedLine): number {
  return changedAt === 0 ? beganAt : changedAt;
}
