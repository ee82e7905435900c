import { randomBytes } from "node:crypto";
import { forkRandom } from "#common/framework/random.ts";
import type { RaceCard } from "#common/race/card.ts";
import { drawCard } from "#common/race/draw-field.ts";
import type { Log } from "#server/framework/log.ts";

const SEED_BYTES = 32;

/** A card whose fixed prices are known, by runner in saddle order, hundredths (TOTE-8). */
export interface PricedCard {
  card: RaceCard;
  prices: number[];
}

/**
 * Prices the next card while the race before it is on: 50,000 simulated races take longer than a
 * lobby waits. A race whose card is not priced in time is a tote race.
 */
export interface CardPricer {
  /** Begins to price a card unless one is being priced or ready. */
  prepare(): void;
  /** Hands the priced card out, once; undefined while none is ready. */
  take(): PricedCard | undefined;
  stop(): void;
}

/** `price` is the simulation's answer for a card; it is given up when `stop` is called. */
export function createCardPricer(deps: {
  fieldSize: number;
  price(card: RaceCard, options: { signal: AbortSignal }): Promise<number[]>;
  log: Log;
}): CardPricer {
  const stopping = new AbortController();
  const { signal } = stopping;
  let ready: PricedCard | undefined;
  let isPricing = false;

  async function priceNext(): Promise<void> {
    isPricing = true;
    const card = drawCard({
      fieldSize: deps.fieldSize,
      random: forkRandom(randomBytes(SEED_BYTES), "field"),
    });
    try {
      ready = { card, prices: await deps.price(card, { signal }) };
    } catch (error) {
      if (!signal.aborted) deps.log.error({ error }, "card not priced; its race is a tote race");
    } finally {
      isPricing = false;
    }
  }

  return {
    prepare() {
      if (ready === undefined && !isPricing && !signal.aborted) void priceNext();
    },
    take() {
      const priced = ready;
      ready = undefined;
      return priced;
    },
    stop: () => stopping.abort(),
  };
}
