import type { EntityManager } from "typeorm";
import type { BoardFold, BoardScope } from "./fold-board.ts";
import { type BoardLine, readPlayerBoard } from "./read-player-board.ts";

/** Boards kept at once; the one that was asked for longest ago is forgotten first. */
const KEPT_MAX = 20;

/**
 * Boards that grow with the races: each race is read once, whatever the length of the history. A
 * board whose beginning moves with the time (tonight) is another one every minute, and short.
 */
export function keepBoards(manager: EntityManager): (scope: BoardScope) => Promise<BoardLine[]> {
  const kept = new Map<string, { fold: BoardFold; turn: Promise<unknown> }>();
  return async (scope) => {
    const key = `${scope.from} ${scope.roomId}`;
    const known = kept.get(key);
    const board = known ?? {
      fold: { raceIds: new Set(), lines: new Map() },
      turn: Promise.resolve(),
    };
    kept.delete(key);
    kept.set(key, board);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break;
      kept.delete(oldest);
    }
    // One after the other: two at once would add the same race twice.
    const read = board.turn.then(() => readPlayerBoard(manager, scope, board.fold));
    board.turn = read.catch(() => undefined);
    return read;
  };
}
