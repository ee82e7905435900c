import { parentPort, workerData } from "node:worker_threads";
import type { RaceCard } from "#common/race/card.ts";
import { countWins } from "./price-wins.ts";

/** What `priceCard` hands the thread; the answer is one message, the wins in saddle order. */
export interface PriceWork {
  card: RaceCard;
  seed: Uint8Array;
  runs: number;
}

const { card, seed, runs } = workerData as PriceWork;
if (parentPort === null) throw new Error("the pricing worker runs in a thread of its own");
parentPort.postMessage(countWins(card, { seed, runs }));
