import { makeListeners } from "#client/framework/listeners.ts";
import type { ScoredGift } from "#common/battle/battle-messages.ts";
import { createGiftFlow, type Flight } from "./gift-flow.ts";

const FLIGHT_MS = 1_100;
/** Between two launches: a burst fans out instead of flying as one lump. */
const LAUNCH_EVERY_MS = 90;
/** Points from which a gift is great: the picture shakes. */
export const BIG_POINTS = 500;

export interface Spot {
  x: number;
  y: number;
}

/** A gift in the air. Changed in place: read it, never keep it. */
export interface FlightFrame extends Spot {
  readonly flight: Flight;
  readonly from: Spot;
  readonly bend: Spot;
  readonly startedMs: number;
  /** Stage pixels across. */
  readonly size: number;
  /** 0 at the start, 1 where it lands. */
  part: number;
}

export interface Landing extends Spot {
  id: number;
  flight: Flight;
}

export interface Flights {
  readonly list: readonly FlightFrame[];
  readonly mergedCount: number;
  add(gift: ScoredGift): void;
  advance(localNowMs: number): void;
  onLand(listener: (landing: Landing) => void): () => void;
  clear(): void;
}

export interface FlightsOptions {
  /** Where gifts for a country land; empty = undecided. */
  targetOf(country: string): Spot;
  /** Lower edge of the picture: where they come from. */
  stage(): { width: number; height: number };
}

/** Lets gifts fly in a bow from below the picture onto the flag they count for. */
export function createFlights({ targetOf, stage }: FlightsOptions): Flights {
  const flow = createGiftFlow();
  const landings = makeListeners<Landing>();
  let list: FlightFrame[] = [];
  let launchDueMs = 0;
  let launched = 0;
  let nextId = 1;

  function launch(localNowMs: number): void {
    const flight = flow.launch();
    if (flight === undefined) return;
    launchDueMs = localNowMs + LAUNCH_EVERY_MS;
    const target = targetOf(flight.country);
    const { width, height } = stage();
    // Evenly strewn to both sides, the same way in every run.
    const side = launched % 2 === 0 ? 1 : -1;
    const reach = 90 + ((launched++ * 137) % 220);
    const x = Math.max(60, Math.min(width - 60, target.x + side * reach));
    const from = { x, y: height + 80 };
    const bend = { x: target.x + side * reach * 1.5, y: target.y - 120 };
    const size = sizeOf(flight.points);
    list = [...list, { flight, from, bend, startedMs: localNowMs, size, part: 0, ...from }];
  }

  return {
    get list() {
      return list;
    },
    get mergedCount() {
      return flow.mergedCount;
    },
    add: (gift) => flow.add(gift),
    advance(localNowMs) {
      if (localNowMs >= launchDueMs) launch(localNowMs);
      for (const one of list) {
        const raw = Math.min(1, (localNowMs - one.startedMs) / FLIGHT_MS);
        one.part = raw;
        // Sine in: it gathers speed on its way.
        bow(one, targetOf(one.flight.country), 1 - Math.cos((raw * Math.PI) / 2));
      }
      const landed = list.filter(({ part }) => part >= 1);
      if (landed.length === 0) return;
      list = list.filter(({ part }) => part < 1);
      for (const { flight, x, y } of landed) {
        flow.land(flight);
        landings.tell({ id: nextId++, flight, x, y });
      }
    },
    onLand: (listener) => landings.add(listener),
    clear() {
      flow.clear();
      list = [];
    },
  };
}

/** A quadratic Bézier curve. */
function bow(flight: FlightFrame, to: Spot, part: number): void {
  const { from, bend } = flight;
  const rest = 1 - part;
  flight.x = rest * rest * from.x + 2 * rest * part * bend.x + part * part * to.x;
  flight.y = rest * rest * from.y + 2 * rest * part * bend.y + part * part * to.y;
}

/** 76 pixels for a rose, 200 for the greatest gift there is. */
function sizeOf(points: number): number {
  return Math.min(200, 76 + 27 * Math.log10(Math.max(1, points)));
}
