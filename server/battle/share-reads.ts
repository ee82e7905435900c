import type { SerialQueue } from "#server/framework/serial-queue.ts";

/**
 * Reads that add up many rows for whoever asks: one at a time, and who asks for what is being read
 * gets the same answer. So boards never take more than one connection from the pool that gifts need.
 * The answer may be as old as the read that was under way.
 */
export function shareReads<Value>(
  queue: SerialQueue,
): (key: string, read: () => Promise<Value>) => Promise<Value> {
  const underWay = new Map<string, Promise<Value>>();
  return (key, read) => {
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const begun = queue.run(read).finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };
}
