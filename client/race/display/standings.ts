import type { RunnerView } from "#client/race/race-view.ts";
import { placesOf, runningOrder } from "#client/race/running-order.ts";
import type { LeadHistory } from "./lead-history.ts";

/** How long a runner that has moved up is marked. */
const GAINING_MS = 1_500;

/**
 * `live` gaps are server time since the leader passed the same point; `final` ones the difference
 * of the times over the line; `unknown` before this page had seen the leader there.
 */
export type Gap =
  | { kind: "leader" }
  | { kind: "live"; ms: number }
  | { kind: "final"; ms: number }
  | { kind: "unknown" };

export interface Standing {
  number: number;
  name: string;
  livery: number;
  /** 1 = first; a dead heat shares it. */
  place: number;
  gap: Gap;
  /** Has just moved up. */
  isGaining: boolean;
  /** The powers at work on it, bits of `effectBits`. */
  effects: number;
}

export interface StandingsNews {
  runners: readonly RunnerView[];
  /** Metres covered, in saddle order, as published. */
  metres: readonly number[];
  /** Race time of `metres`. */
  timeMs: number;
  localNowMs: number;
}

/** Keeps the standings of one race, without those scratched; remembers who has just moved up. */
export function createStandings(leads: LeadHistory): (news: StandingsNews) => Standing[] {
  const ranks = new Map<number, number>();
  const gainedAt = new Map<number, number>();

  return ({ runners, metres, timeMs, localNowMs }) => {
    const field = runners.map((runner, index) => ({ ...runner, distanceM: metres[index] ?? 0 }));
    const order = runningOrder(field.filter(({ isScratched }) => !isScratched));
    const places = placesOf(order);
    const firstMs = order[0]?.finishTimeMs ?? 0;
    return order.map((runner, rank) => {
      const { number, name, livery, effects, finishTimeMs, distanceM } = runner;
      if (rank < (ranks.get(number) ?? rank)) gainedAt.set(number, localNowMs);
      ranks.set(number, rank);
      return {
        number,
        name,
        livery,
        effects,
        place: places[rank]!,
        gap: places[rank] === 1 ? { kind: "leader" } : gapOf(finishTimeMs, distanceM),
        isGaining: localNowMs - (gainedAt.get(number) ?? Number.NEGATIVE_INFINITY) < GAINING_MS,
      };
    });

    function gapOf(finishTimeMs: number, distanceM: number): Gap {
      if (finishTimeMs > 0) return { kind: "final", ms: finishTimeMs - firstMs };
      const ms = leads.gapMs(timeMs, distanceM);
      return ms === undefined ? { kind: "unknown" } : { kind: "live", ms };
    }
  };
}
