import { startBenchProcess } from "./bench-process.ts";
import type { BenchResult } from "./bench-result.ts";
import type { AppProcess } from "./contention/app-process.ts";
import { type BetTarget, type Posted, postBets } from "./contention/post-bets.ts";
import { zipf } from "./contention/zipf.ts";
import { percentile } from "./percentile.ts";

const WALLETS = 100_000;
const CLIENTS = 50;
const WARM_UP_MS = 2_000;
const WINDOW_MS = 4_000;
/** One wallet in every three requests or so. */
const SKEW = 1.5;

/**
 * Bets over HTTP, the whole way through the app and to a durable PostgreSQL, by 50 clients on 100,000
 * wallets: wallets drawn evenly, and by Zipf with an exponent of 1.5, so that many requests want the
 * same one. The floor of the contended load is the even one of the same run. Four windows: even,
 * Zipf, Zipf, even. Ends with an audit of the ledger.
 */
export async function run(): Promise<BenchResult> {
  const app = startBenchProcess<AppProcess>(import.meta.resolve("./contention/app-process.ts"));
  try {
    const target = await app.call("start", { wallets: WALLETS });
    const rows = await measure(target);
    await app.call("audit");
    return { name: "contention", rows };
  } finally {
    await app.stop();
  }
}

async function measure(target: BetTarget): Promise<BenchResult["rows"]> {
  const even = zipf(WALLETS, 0, Math.random);
  const skewed = zipf(WALLETS, SKEW, Math.random);
  const take = (drawWallet: () => number, windowMs = WINDOW_MS) =>
    postBets(target, { clients: CLIENTS, windowMs, drawWallet });
  await take(even, WARM_UP_MS);
  const first = await take(even);
  const contended = [await take(skewed), await take(skewed)];
  const uncontended = [first, await take(even)];
  const row = (label: string, unit: string, figure: (posted: Posted[]) => number) => {
    const value = figure(contended);
    const floor = figure(uncontended);
    return {
      label: `Zipf ${SKEW} beside even: ${label}`,
      value,
      unit,
      floor,
      ratio: value / floor,
    };
  };
  return [
    row("bets a second over HTTP", "", perSecond),
    row("p50", "ms", (posted) => percentile(latenciesOf(posted), 0.5)),
    row("p99", "ms", (posted) => percentile(latenciesOf(posted), 0.99)),
  ];
}

function perSecond(posted: Posted[]): number {
  const wallMs = posted.reduce((sum, window) => sum + window.wallMs, 0);
  return (latenciesOf(posted).length / wallMs) * 1000;
}

function latenciesOf(posted: Posted[]): number[] {
  return posted.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
}
