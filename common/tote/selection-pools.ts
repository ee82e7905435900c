import type { Selection } from "./market.ts";

/** What is staked on one selection: whole chips, all its bets together. */
export interface SelectionPool {
  selection: Selection;
  stake: bigint;
}

/** A pool split by selection, under `selectionKey`. Only backed selections are in it. */
export type SelectionPools = ReadonlyMap<string, SelectionPool>;

/** The name of a normalised selection: its saddle numbers joined by `-`. */
export function selectionKey(selection: Selection): string {
  return selection.join("-");
}

/** Sums stakes by selection; a stake of 0 backs nothing. Throws on a negative one. */
export function selectionPools(stakes: Iterable<SelectionPool>): SelectionPools {
  const pools = new Map<string, SelectionPool>();
  for (const { selection, stake } of stakes) {
    if (stake < 0n) throw new RangeError(`a stake of ${stake} on ${selectionKey(selection)}`);
    if (stake === 0n) continue;
    const key = selectionKey(selection);
    pools.set(key, { selection, stake: stake + (pools.get(key)?.stake ?? 0n) });
  }
  return pools;
}
