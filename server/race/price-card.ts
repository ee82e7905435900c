import { randomBytes } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { RaceCard } from "#common/race/card.ts";
import { fixedPrice } from "#common/tote/fixed-price.ts";
import type { PriceWork } from "./price-worker.ts";

/** Simulated races behind a price (TOTE-8): a favourite's chance is known to half a per cent. */
const RUNS = 50_000;

/** As long as a race's own. */
const SEED_BYTES = 32;

/**
 * The house's fixed prices to win a card (TOTE-8), hundredths per chip in saddle order, from 50,000
 * races of the real simulation: about half a minute of one processor, in a thread of its own, so
 * that no game waits. The seed is drawn for this and has no part in any race. `marginBps` is 0 to 9999.
 *
 * `signal` ends the thread at once; the promise is then rejected with its reason. It is also rejected
 * when the simulation throws or the thread ends without an answer.
 */
export async function priceCard(
  card: RaceCard,
  options: { marginBps: number; signal: AbortSignal; runs?: number },
): Promise<number[]> {
  const { marginBps, signal, runs = RUNS } = options;
  const wins = await winsOf({ card, seed: randomBytes(SEED_BYTES), runs }, signal);
  return wins.map((won) => fixedPrice({ wins: won, runs, marginBps }));
}

function winsOf(work: PriceWork, signal: AbortSignal): Promise<number[]> {
  signal.throwIfAborted();
  const worker = new Worker(new URL("./price-worker.ts", import.meta.url), { workerData: work });
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  const stop = () => {
    reject(signal.reason as Error);
    void worker.terminate();
  };
  signal.addEventListener("abort", stop, { once: true });
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", (code) => {
    signal.removeEventListener("abort", stop);
    // Too late to matter where there has been an answer.
    reject(new Error(`the pricing worker ended with ${code} and no answer`));
  });
  return promise;
}
