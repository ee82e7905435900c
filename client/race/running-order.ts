export interface Contender {
  number: number;
  distanceM: number;
  /** 0 = still running. */
  finishTimeMs: number;
  /** 0 = not yet official. */
  placing: number;
}

/**
 * The order as it stands, foremost first: by official placing, else by time over the line, else
 * by distance; what is equal goes by saddle number.
 */
export function runningOrder<Runner extends Contender>(runners: readonly Runner[]): Runner[] {
  return [...runners].sort(
    (a, b) =>
      lastIfZero(a.placing) - lastIfZero(b.placing) ||
      lastIfZero(a.finishTimeMs) - lastIfZero(b.finishTimeMs) ||
      b.distanceM - a.distanceM ||
      a.number - b.number,
  );
}

/** Places of an order, 1 = first. Those over the line in the same millisecond share one (RACE-5). */
export function placesOf(order: readonly Contender[]): number[] {
  const places: number[] = [];
  for (const [index, runner] of order.entries()) {
    const ahead = order[index - 1];
    const isTied = ahead !== undefined && isLevel(ahead, runner);
    places.push(isTied ? places[index - 1]! : index + 1);
  }
  return places;
}

function isLevel(a: Contender, b: Contender): boolean {
  if (a.placing > 0 && b.placing > 0) return a.placing === b.placing;
  return a.finishTimeMs > 0 && a.finishTimeMs === b.finishTimeMs;
}

function lastIfZero(value: number): number {
  return value === 0 ? Number.MAX_SAFE_INTEGER : value;
}
