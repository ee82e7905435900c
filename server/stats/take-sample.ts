import type { PoolSampleRow } from "./pool-sample-entity.ts";

/** Open tote stakes of one race: market → key of a selection → the selection and its chips. */
export type PoolStakes = ReadonlyMap<
  string,
  ReadonlyMap<unknown, { selection: readonly number[]; stake: bigint }>
>;

/** The market whose stakes say what chance the crowd gives each runner. */
const WIN = "win";

/** Adds the pools of a race up: all of each market, and the win pool by runner. */
export function takeSample(
  raceId: number,
  { stakes, at }: { stakes: PoolStakes; at: number },
): PoolSampleRow {
  const gross = new Map<string, bigint>();
  const winStakes = new Map<number, bigint>();
  for (const [market, pool] of stakes) {
    let sum = 0n;
    for (const { selection, stake } of pool.values()) {
      sum += stake;
      const [runner] = selection;
      if (market !== WIN || runner === undefined) continue;
      winStakes.set(runner, (winStakes.get(runner) ?? 0n) + stake);
    }
    gross.set(market, sum);
  }
  return { raceId, takenAt: BigInt(at), gross: toTexts(gross), winStakes: toTexts(winStakes) };
}

function toTexts(sums: ReadonlyMap<string | number, bigint>): Record<string, string> {
  return Object.fromEntries([...sums].map(([name, sum]) => [name, sum.toString()]));
}
