import { type Contender, runningOrder } from "#client/race/running-order.ts";

export interface WinningMargin<Runner extends Contender> {
  /** One runner, or all of a dead heat for first, in saddle order. */
  winners: Runner[];
  /** Milliseconds from the winner to the next over the line; 0 in a dead heat; undefined until somebody follows. */
  marginMs: number | undefined;
}

/** Who was first over the line and by how much, from the server's times; undefined before that. */
export function winningMargin<Runner extends Contender>(
  runners: readonly Runner[],
): WinningMargin<Runner> | undefined {
  const home = runningOrder(runners.filter(({ finishTimeMs }) => finishTimeMs > 0));
  const first = home[0];
  if (first === undefined) return undefined;
  const winners = home.filter(({ finishTimeMs }) => finishTimeMs === first.finishTimeMs);
  const second = home[1];
  return {
    winners,
    marginMs: second === undefined ? undefined : second.finishTimeMs - first.finishTimeMs,
  };
}
